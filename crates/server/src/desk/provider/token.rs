//! Whether a token of the provider holds, and what it claims. The library checks signature, issuer, audience, expiry and nonce;
//! here is what it leaves open. Never here: where the token comes from.

use super::client::{Answer, Refused};
use super::settings::ProviderFile;
use jiff::Timestamp;
use openidconnect::core::{CoreGenderClaim, CoreIdTokenVerifier, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, ClaimsVerificationError, ClientId, IdTokenClaims, Nonce,
    OAuth2TokenResponse, ProviderMetadataWithLogout, SignatureVerificationError, SubjectIdentifier,
    TokenResponse, UserInfoClaims,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::time::{Duration, UNIX_EPOCH};

/// How far the provider's clock may be from ours, in seconds.
const SKEW: i64 = 60;
/// How long ago a token may have been made, in seconds: it comes straight from the provider.
const OLDEST: i64 = 600;
/// Why a token does not hold whose key is not among those that are known.
pub(super) const UNKNOWN_KEY: &str = "its key is unknown";

/// How a token may be signed: with a key whose other half the provider alone has.
const SIGNED: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What a token claims beside what the library knows by name.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Claims {
    #[serde(flatten)]
    others: Map<String, Value>,
}

impl AdditionalClaims for Claims {}

/// What is asked of a token.
pub(super) struct Demands<'a> {
    pub(super) settings: &'a ProviderFile,
    pub(super) nonce: &'a Nonce,
    pub(super) now: Timestamp,
}

/// What a token claims that holds. It has no `Debug`.
pub(super) struct Claimed(IdTokenClaims<Claims, CoreGenderClaim>);

impl Claimed {
    /// What the provider calls the person.
    pub(super) fn subject(&self) -> &SubjectIdentifier {
        self.0.subject()
    }

    /// The claim that is the login, if the token says it.
    pub(super) fn login(&self, claim: &str) -> Option<String> {
        match claim {
            "sub" => Some(self.subject().to_string()),
            "preferred_username" => self.0.preferred_username().map(|name| name.to_string()),
            // An address that somebody has typed in themselves says nothing of who they are.
            "email" if self.0.email_verified() == Some(true) => self.0.email().map(|email| email.to_string()),
            "email" => None,
            _ => text(&self.0.additional_claims().others, claim),
        }
    }
}

/// The same, of what the provider says of the person when it is asked.
pub(super) fn told(answer: &UserInfoClaims<Claims, CoreGenderClaim>, claim: &str) -> Option<String> {
    match claim {
        "preferred_username" => answer.preferred_username().map(|name| name.to_string()),
        "email" if answer.email_verified() == Some(true) => answer.email().map(|email| email.to_string()),
        "email" => None,
        _ => text(&answer.additional_claims().others, claim),
    }
}

fn text(others: &Map<String, Value>, claim: &str) -> Option<String> {
    others.get(claim)?.as_str().map(str::to_owned)
}

/// What the token of this answer claims, if it holds.
pub(super) fn holds(
    answer: &Answer,
    metadata: &ProviderMetadataWithLogout,
    demands: &Demands<'_>,
) -> Result<Claimed, Refused> {
    let token = answer.id_token().ok_or(Refused::Untrue("there is none"))?;
    let verifier = verifier(metadata, demands);
    let claims = token
        .claims(&verifier, demands.nonce)
        .map_err(|error| why(&error))?;
    let client = ClientId::new(demands.settings.client_id.clone());
    if claims.authorized_party().is_some_and(|party| *party != client) {
        return Err(Refused::Untrue("it was given to another client"));
    }
    in_time(claims, demands.now.as_second())?;
    if let Some(hash) = claims.access_token_hash() {
        let signed = token
            .signing_alg()
            .and_then(|signed| Ok((signed, token.signing_key(&verifier)?)));
        let own = signed
            .ok()
            .and_then(|(signed, key)| AccessTokenHash::from_token(answer.access_token(), signed, key).ok());
        if own.as_ref() != Some(hash) {
            return Err(Refused::Untrue("it came with another access token"));
        }
    }
    if !is_strong(claims, demands.settings) {
        return Err(Refused::Weak);
    }
    Ok(Claimed(claims.clone()))
}

/// A client with a secret is a public one here: what is signed with the secret, which the provider shares with us, is not taken.
fn verifier<'a>(metadata: &ProviderMetadataWithLogout, demands: &Demands<'_>) -> CoreIdTokenVerifier<'a> {
    let client = ClientId::new(demands.settings.client_id.clone());
    let now = u64::try_from(demands.now.as_second().saturating_sub(SKEW)).unwrap_or(0);
    CoreIdTokenVerifier::new_public_client(client, metadata.issuer().clone(), metadata.jwks().clone())
        .set_allowed_algs(SIGNED)
        .set_time_fn(move || (UNIX_EPOCH + Duration::from_secs(now)).into())
}

/// That it has not run out is the library's to see; here, that it is of now.
fn in_time(claims: &IdTokenClaims<Claims, CoreGenderClaim>, now: i64) -> Result<(), Refused> {
    let made = claims.issue_time().timestamp();
    if made > now.saturating_add(SKEW) || made < now.saturating_sub(OLDEST) {
        return Err(Refused::Untrue("it was made at another time"));
    }
    match claims.additional_claims().others.get("nbf") {
        None => Ok(()),
        Some(from)
            if from
                .as_f64()
                .is_some_and(|from| from <= seconds(now.saturating_add(SKEW))) =>
        {
            Ok(())
        }
        Some(_) => Err(Refused::Untrue("it does not hold yet")),
    }
}

fn seconds(instant: i64) -> f64 {
    Duration::from_secs(instant.max(0).unsigned_abs()).as_secs_f64()
}

/// Whether it tells of a second factor, in the words that the settings name.
fn is_strong(claims: &IdTokenClaims<Claims, CoreGenderClaim>, settings: &ProviderFile) -> bool {
    let level = claims.auth_context_ref().map(|acr| acr.as_str());
    let level_will_do =
        settings.acr_values.is_empty() || settings.acr_values.iter().any(|wanted| level == Some(wanted));
    let ways = claims.auth_method_refs().map_or(&[][..], Vec::as_slice);
    let way_will_do = settings.amr_values.is_empty()
        || settings
            .amr_values
            .iter()
            .any(|wanted| ways.iter().any(|way| way.as_str() == wanted));
    level_will_do && way_will_do
}

/// The library's words name what the token says: ours do not.
fn why(error: &ClaimsVerificationError) -> Refused {
    use ClaimsVerificationError as E;
    Refused::Untrue(match error {
        E::Expired(_) => "it has run out",
        E::InvalidAudience(_) => "it is for others",
        E::InvalidIssuer(_) => "it is another provider's",
        E::InvalidNonce(_) => "it belongs to another way in",
        E::SignatureVerification(SignatureVerificationError::NoMatchingKey) => UNKNOWN_KEY,
        E::SignatureVerification(
            SignatureVerificationError::DisallowedAlg(_) | SignatureVerificationError::NoSignature,
        ) => "it is not signed as it must be",
        E::SignatureVerification(_) => "its signature is wrong",
        _ => "it is none",
    })
}
