//! The languages whose words the search knows how to bend.

/// A language of the index. One that is not named here is searched without stems and without words to pass over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Italian.
    Italian,
    /// English.
    English,
    /// Any other.
    Other,
}

impl Language {
    /// By the id that `site.toml` gives it.
    pub fn of(id: &str) -> Self {
        match id {
            "it" => Self::Italian,
            "en" => Self::English,
            _ => Self::Other,
        }
    }

    pub(super) fn number(self) -> u8 {
        match self {
            Self::Other => 0,
            Self::Italian => 1,
            Self::English => 2,
        }
    }

    pub(super) fn numbered(number: u8) -> Option<Self> {
        [Self::Other, Self::Italian, Self::English]
            .into_iter()
            .find(|language| language.number() == number)
    }

    pub(super) fn role(self, word: &str) -> Role {
        let (passed_over, in_phrases) = match self {
            Self::Italian => (ITALIAN, ITALIAN_IN_PHRASES),
            Self::English => (ENGLISH, ENGLISH_IN_PHRASES),
            Self::Other => return Role::Telling,
        };
        let is_in = |words: &str| words.split(' ').any(|one| one == word);
        // Numbers up to 99 are ages, children, days: the page that happens to hold the same one is not meant.
        let few_digits = word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        if is_in(in_phrases) {
            Role::InPhrases
        } else if few_digits || is_in(passed_over) {
            Role::PassedOver
        } else {
            Role::Telling
        }
    }
}

/// What a word is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is looked for.
    Telling,
    /// It is not looked for, yet a phrase needs it: «non voglio vivere» is neither «voglio vivere» nor «vivere».
    InPhrases,
    /// It says too little: it stands on every page, or in every question.
    PassedOver,
}

// Words as `words` gives them: small letters without accents, two letters or more, nothing before an apostrophe.
const ITALIAN: &str = "abbia abbiamo abbiano ad agli ai al alla alle allo altra altre altri altro anche ancora aver avere avete avevo aveva avuto \
    che chi ci cinque cio cioe coi col come con cosa cose cosi cui da dagli dai dal dalla dalle dallo degli dei del dell dalla della delle dello dall di \
    dopo dove due ecc ed egli era erano ero essa esse essere esso essi fa faccio fai fanno far fare fate fatto fra gia gli ha hai hanno ho il in io \
    la le lei li lo loro lui ma me meno mentre mi mia mie miei mio molta molte molti molto ne negli nei nel nell nella nelle nello nn noi nostra \
    nostre nostri nostro nulla od ogni ora oppure per perche pero piu po poi prima puo puoi qua qual quale quali qualche qualcosa quando quanta quante \
    quel quella quelle quelli quello questa queste questi questo qui quindi quattro sara se sei sempre si sia siamo siano siete sono sta \
    stai stanno stare stata state stati stato sto su sua sue sugli sui sul sull sulla sulle sullo suo suoi tanta tante tanti tanto te ti tra tre tu tua tue \
    tuo tuoi tutta tutte tutti tutto un una uno va vai vanno ve vi voi vostra vostre vostri vostro xche \
    deve devi devo devono dobbiamo possiamo possono posso riesce riesci riesco riescono riusciamo serve servono bisogna vogliamo vogliono \
    vorremmo vuoi";
const ITALIAN_IN_PHRASES: &str = "mai non quanti quanto voglio vorrebbe vorrei vuole";
const ENGLISH: &str = "about after again all also am an and any are aren as at be because been before being but by can could couldn \
    did do does doing each few for from further get gets go goes going got had hadn has hasn have haven having he her here hers him his \
    how if in into is isn it its just ll me more most my myself nor now of off on once only or other our ours out over own re same she should so \
    some such than that the their theirs them then there these they this those through to too under until up ve very was wasn we were what when where \
    which while who whom why will with won would wouldn you your yours \
    need needs";
const ENGLISH_IN_PHRASES: &str = "cannot didn doesn don no not want wants";
