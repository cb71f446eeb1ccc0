//! What is asked of the provider: where to send people, what a code is worth, where signing out ends. Its description and keys
//! are kept for an hour, and asked for again when a token names a key that is not among them. Never here: HTTP, accounts.

use super::settings::{ProviderFile, is_safe};
use super::token::{Claimed, Claims, Demands, holds};
use super::wire::{Unheard, Wire};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl,
    LogoutRequest, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, Scope, StandardErrorResponse,
    StandardTokenResponse, UserInfoClaims,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// Where the provider sends people back to.
pub const BACK: &str = "/desk/accesso/ritorno";
/// Where people are once the provider has signed them out, and whenever they go on.
pub(super) const DESK: &str = "/desk/";
/// How long what the provider says of itself is believed without asking again.
const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// How often at most a key that nobody knows makes us ask again.
const KEYS_KEPT: SignedDuration = SignedDuration::from_secs(60);
/// How long each answer of the provider may take. Signing in asks it three times.
pub const PATIENCE: Duration = Duration::from_secs(8);

pub(super) type Answer = StandardTokenResponse<
    IdTokenFields<
        Claims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type Asking = Client<
    Claims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// The Comune's provider, as it was set up.
pub struct Provider {
    settings: ProviderFile,
    issuer: IssuerUrl,
    back: RedirectUrl,
    out: PostLogoutRedirectUrl,
    secret: Option<ClientSecret>,
    wire: Wire,
    known: Mutex<Known>,
}

/// What is known of the provider now.
#[derive(Default)]
struct Known {
    description: Option<Arc<Description>>,
    failed: Option<Instant>,
}

/// What the provider says of itself, its keys included.
struct Description {
    metadata: ProviderMetadataWithLogout,
    at: Timestamp,
}

/// The provider cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// The file that the secret should be in.
    #[error("{path}: {1}", path = .0.display())]
    Secret(PathBuf, std::io::Error),
    /// An address.
    #[error("[oidc]: {0}")]
    Address(#[from] openidconnect::url::ParseError),
    /// The client.
    #[error("[oidc]: {0}")]
    Client(#[from] reqwest::Error),
}

/// Why somebody does not come in through the provider. It says nothing of who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refused {
    /// It does not answer, or not what it should.
    #[error("the provider is away: {0}")]
    Away(&'static str),
    /// It knows nothing of this code.
    #[error("the provider declined")]
    Declined,
    /// Its token does not hold.
    #[error("the token does not hold: {0}")]
    Untrue(&'static str),
    /// The person showed too little of who they are.
    #[error("the token tells of no second factor")]
    Weak,
}

/// What is drawn for one way in; only the browser and we know it, and the provider what it needs.
pub(super) struct Proof {
    /// What the token must repeat.
    pub(super) nonce: String,
    /// What shows that the code is ours: 43 to 128 characters.
    pub(super) verifier: String,
}

/// Who came, according to the provider, and how to ask it for more.
pub(super) struct Arrived {
    /// What the token claims.
    pub(super) claimed: Claimed,
    answer: Answer,
    description: Arc<Description>,
}

impl Provider {
    /// By these settings, which were checked; each answer may take `patience`.
    pub fn new(settings: &ProviderFile, patience: Duration) -> Result<Self, ProviderError> {
        let secret = settings.client_secret_file.as_ref().map(|file| {
            let text = std::fs::read_to_string(file);
            let text = text.map_err(|error| ProviderError::Secret(file.clone(), error))?;
            Ok::<_, ProviderError>(ClientSecret::new(text.trim().to_owned()))
        });
        let origin = settings.origin.trim_end_matches('/');
        Ok(Self {
            issuer: IssuerUrl::new(settings.issuer.clone())?,
            back: RedirectUrl::new(format!("{origin}{BACK}"))?,
            out: PostLogoutRedirectUrl::new(format!("{origin}{DESK}"))?,
            secret: secret.transpose()?,
            wire: Wire::new(patience, settings.issuer.starts_with("http://"))?,
            known: Mutex::default(),
            settings: settings.clone(),
        })
    }

    /// How it is called on the button.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Whether passwords open the desk as well.
    pub(in crate::desk) fn allows_passwords(&self) -> bool {
        self.settings.passwords
    }

    /// Its address, as it writes it itself.
    pub(super) fn issuer(&self) -> &str {
        self.issuer.as_str()
    }

    /// Where to send somebody who wants to sign in.
    pub(super) async fn way_in(
        &self,
        state: String,
        proof: &Proof,
        now: Timestamp,
    ) -> Result<String, Refused> {
        let description = self.description(now).await?;
        let client = self.client(&description.metadata);
        let nonce = Nonce::new(proof.nonce.clone());
        let verifier = PkceCodeVerifier::new(proof.verifier.clone());
        let request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || nonce,
            )
            .add_scopes(self.settings.scopes.iter().cloned().map(Scope::new))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        let acr = self.settings.acr_values.iter().cloned();
        let request = acr.fold(request, |request, acr| {
            request.add_auth_context_value(AuthenticationContextClass::new(acr))
        });
        let (url, _, _) = request.url();
        safe(&url)
    }

    /// What the code is worth: the provider is asked, and its token looked at.
    pub(super) async fn arrived(
        &self,
        code: String,
        proof: &Proof,
        now: Timestamp,
    ) -> Result<Arrived, Refused> {
        let description = self.description(now).await?;
        let client = self.client(&description.metadata);
        let exchange = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| Refused::Away("it has no address for tokens"))?
            .set_pkce_verifier(PkceCodeVerifier::new(proof.verifier.clone()));
        let answer = exchange.request_async(&self.wire).await.map_err(unheard)?;
        let nonce = Nonce::new(proof.nonce.clone());
        let demands = Demands {
            settings: &self.settings,
            nonce: &nonce,
            now,
        };
        let (found, description) = match holds(&answer, &description.metadata, &demands) {
            Err(Refused::Untrue(super::token::UNKNOWN_KEY)) => {
                // It may have changed its keys: they are asked for again, if that was not done just now.
                let newer = self.newer(&description, now).await?;
                (holds(&answer, &newer.metadata, &demands), newer)
            }
            found => (found, description),
        };
        Ok(Arrived {
            claimed: found?,
            answer,
            description,
        })
    }

    /// What the provider calls the login: from the token, or where that does not say it, asked for.
    pub(super) async fn login(&self, arrived: Arrived) -> Result<Option<String>, Refused> {
        let claim = self.settings.claim.as_str();
        if let Some(login) = arrived.claimed.login(claim) {
            return Ok(Some(login));
        }
        let client = self.client(&arrived.description.metadata);
        let subject = arrived.claimed.subject().clone();
        let token = arrived.answer.access_token().clone();
        // What is no token of a header would end the call that is made with it.
        if !token.secret().bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Refused::Away("its access token is none"));
        }
        let Ok(asked) = client.user_info(token, Some(subject)) else {
            return Ok(None);
        };
        let answer: UserInfoClaims<Claims, CoreGenderClaim> = asked
            .request_async(&self.wire)
            .await
            .map_err(|_| Refused::Away("it says nothing of the person"))?;
        Ok(super::token::told(&answer, claim))
    }

    /// Where signing out at the provider begins, if it has such an address.
    pub(super) async fn way_out(&self, now: Timestamp) -> Option<String> {
        let description = self.description(now).await.ok()?;
        let end = description
            .metadata
            .additional_metadata()
            .end_session_endpoint
            .clone()?;
        let url = LogoutRequest::from(end)
            .set_client_id(ClientId::new(self.settings.client_id.clone()))
            .set_post_logout_redirect_uri(self.out.clone())
            .http_get_url();
        safe(&url).ok()
    }

    fn client(&self, metadata: &ProviderMetadataWithLogout) -> Asking {
        let id = ClientId::new(self.settings.client_id.clone());
        let client = Client::from_provider_metadata(metadata.clone(), id, self.secret.clone());
        let methods = metadata.token_endpoint_auth_methods_supported();
        // What is not said is `client_secret_basic`.
        let basic = methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let auth = if basic {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        };
        client.set_redirect_uri(self.back.clone()).set_auth_type(auth)
    }

    async fn description(&self, now: Timestamp) -> Result<Arc<Description>, Refused> {
        self.known(now, |kept| now.duration_since(kept.at) < KEPT).await
    }

    /// What the provider says now, where that is not what it said before.
    async fn newer(&self, before: &Arc<Description>, now: Timestamp) -> Result<Arc<Description>, Refused> {
        let is_newer =
            |kept: &Arc<Description>| !Arc::ptr_eq(kept, before) || now.duration_since(kept.at) < KEYS_KEPT;
        self.known(now, is_newer).await
    }

    /// What is known if it will do, else what the provider says now. One asks for all who wait; where it was not heard, they
    /// are told so, and do not ask after each other.
    async fn known(
        &self,
        now: Timestamp,
        will_do: impl Fn(&Arc<Description>) -> bool,
    ) -> Result<Arc<Description>, Refused> {
        let came = Instant::now();
        let mut known = self.known.lock().await;
        if let Some(kept) = known.description.as_ref().filter(|kept| will_do(kept)) {
            return Ok(kept.clone());
        }
        if known.failed.is_some_and(|failed| failed > came) {
            return Err(Refused::Away("it did not answer just now"));
        }
        let asked = ProviderMetadataWithLogout::discover_async(self.issuer.clone(), &self.wire).await;
        let Ok(metadata) = asked else {
            known.failed = Some(Instant::now());
            return Err(Refused::Away("it does not say what it is"));
        };
        let description = Arc::new(Description { metadata, at: now });
        known.description = Some(description.clone());
        Ok(description)
    }
}

/// An address of the provider's that a browser may be sent to.
fn safe(url: &openidconnect::url::Url) -> Result<String, Refused> {
    if is_safe(url) {
        Ok(url.to_string())
    } else {
        Err(Refused::Away("it names an address without TLS"))
    }
}

fn unheard(error: RequestTokenError<Unheard, StandardErrorResponse<CoreErrorResponseType>>) -> Refused {
    match error {
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            // The code is used up, too old, or not ours.
            CoreErrorResponseType::InvalidGrant => Refused::Declined,
            // Who runs the portal has to look: the secret is wrong, most often.
            _ => Refused::Away("it does not take our client"),
        },
        RequestTokenError::Request(_) => Refused::Away("it does not answer"),
        _ => Refused::Away("its answer is no token"),
    }
}
