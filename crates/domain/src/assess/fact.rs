//! What can be known of a household: the name of each fact, whose it is, what kind of answer it takes.
//! Never here: answers (`household.rs`), or how the reckoned ones come about (`look.rs`).

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Whose fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Of the household as a whole.
    Household,
    /// Of each of its members.
    Member,
    /// Of each of its vehicles.
    Vehicle,
    /// Worked out from the others.
    Reckoned,
}

/// What kind of answer a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Euro and cents.
    Money,
    /// A number that may have decimals: years, cubic centimetres.
    Number,
    /// A whole number up to the one given.
    Whole(i64),
    /// Yes or no.
    Yes,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A word.
    Word,
    /// Words in a list.
    Words,
    /// A day.
    Day,
}

/// What a number counts, for whoever asks for it or shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// In all, or a year.
    Euro,
    /// A month.
    EuroAMonth,
    /// Of a hundred.
    Percent,
    /// Of age, of residence.
    Years,
}

macro_rules! facts {
    ($($variant:ident $name:literal $owner:ident $kind:expr, $doc:literal;)*) => {
        /// A fact of a household.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fact {
            $(#[doc = $doc] $variant,)*
        }

        impl Fact {
            /// Every fact, in the order of the documentation.
            pub const ALL: &'static [Fact] = &[$(Fact::$variant,)*];

            fn row(self) -> (&'static str, Owner, Kind) {
                use Kind::{Day, Money, Number, OneOf, Whole, Word, Words, Yes};
                match self {
                    $(Fact::$variant => ($name, Owner::$owner, $kind),)*
                }
            }
        }
    };
}

facts! {
    Comune "comune" Household Word, "Where they live.";
    Citizenship "citizenship" Household OneOf(&["it", "eu", "non_eu"]), "Of whoever asks.";
    Permit "permit" Household Word, "To stay, for who needs one.";
    FamilyOfCitizen "family_of_citizen" Household Yes, "Of an Italian or EU citizen, with a right to stay.";
    ResidenceYears "residence_years" Household Number, "In Italy; the last two without a break.";
    IseeOrdinary "isee_ordinary" Household Money, "The certificate, or worked out where it is missing and the facts are there.";
    IseeSpecific "isee_specific" Household Money, "The same, for family benefits and inclusion; before 2026 the ordinary one.";
    IseeHealth "isee_health" Household Money, "The certificate for health and social care.";
    IsrNet "isr_net_of_deductions" Household Money, "Incomes as the ISEE counts them.";
    HomeValue "home_imu_value" Household Money, "Of the home, for the tax on real estate.";
    Mortgage "residual_mortgage" Household Money, "What is still owed for the home.";
    Savings "movable_assets" Household Money, "Accounts and securities.";
    OtherRealEstate "other_real_estate" Household Money, "Beside the home.";
    Income "family_income" Household Money, "A year, as the measure counts it.";
    Home "home" Household OneOf(&["rented", "owned", "other"]), "How they live in their home.";
    Rent "rent_month" Household Money, "A month.";
    Receives "receives" Household Words, "Measures that somebody receives already.";
    BirthOn "birth_on" Household Day, "Of the child for whom maternity is asked.";
    MotherCovered "mother_has_maternity_cover" Household Yes, "From work.";
    OwnSupply "energy_supply_in_own_name" Household Yes, "Whether the bill is in the name of one of them.";
    Worries "worries" Household Words, "What frightens.";
    Danger "immediate_danger" Household Yes, "Now.";
    Needs "needs" Household Words, "What weighs, beside money.";
    Resources "resources" Household Words, "What they could give.";

    Relation "relation" Member OneOf(&["applicant", "partner", "child", "other"]), "To whoever asks.";
    Age "age" Member Whole(130), "In whole years.";
    BornOn "born_on" Member Day, "From which the age follows, and the day of the next birthday.";
    Disability "disability" Member OneOf(&["none", "moderate", "severe", "not_self_sufficient"]), "As in the ISEE's annex.";
    Employed "employed" Member Yes, "Works, or did for six months of the income year.";
    Student "student" Member Yes, "At school, at university, in training.";
    CaresForSmallChild "cares_for_child_under_3" Member Yes, "Has that duty.";
    HardshipProgramme "hardship_programme" Member Yes, "Certified disadvantage, in a care programme.";
    Invalidity "invalidity_percent" Member Whole(100), "Civil invalidity as recognised.";
    CannotWalk "cannot_walk_alone" Member Yes, "Without somebody's help.";
    NeedsHelp "needs_constant_help" Member Yes, "For the acts of every day.";
    HasAccompagnamento "receives_accompagnamento" Member Yes, "Already.";
    Need "need" Member Word, "Of assistance, as assessed.";

    Cc "cc" Vehicle Number, "Of its engine.";
    RegisteredMonths "registered_months_ago" Vehicle Number, "Since it was first registered.";
    ForDisability "for_disability" Vehicle Yes, "Whether the law favours it for that.";
    VehicleKind "kind" Vehicle OneOf(&["car", "motorcycle", "boat"]), "A car where it is not said.";

    MembersCount "members_count" Reckoned Number, "How many they are.";
    Minors "minors" Reckoned Number, "Members under 18.";
    Children "children" Reckoned Number, "Members who are children of whoever asks, of any age.";
    DependentChildren "dependent_children" Reckoned Number, "Children under 18, or of age without work.";
    Born "born" Reckoned Yes, "Whether the child is born on the day of the question.";
    MonthsSinceBirth "months_since_birth" Reckoned Number, "In how many months from the birth that day falls: 6 until the last day of six months.";
    VehiclesOver "vehicles_over_adi" Reckoned Number, "Vehicles that stand in the way of the ADI.";
    AdiScale "adi_scale" Reckoned Number, "The ADI's own scale.";
    AdiIncomeLimit "adi_income_limit" Reckoned Money, "A year.";
    AdiSavingsLimit "adi_savings_limit" Reckoned Money, "By members.";
    SocialIncomeLimit "assegno_sociale_income_limit" Reckoned Money, "Alone, or as a couple.";
    UnicoChildren "assegno_unico_children" Reckoned Number, "Children who give a right to it.";
}

impl Fact {
    /// As it stands in the files.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// Whose it is.
    pub fn owner(self) -> Owner {
        self.row().1
    }

    /// What kind of answer it takes.
    pub fn kind(self) -> Kind {
        self.row().2
    }

    /// The fact of that name and owner.
    pub fn of(owner: Owner, name: &str) -> Option<Self> {
        let all = Self::ALL.iter().copied();
        all.into_iter()
            .find(|fact| fact.owner() == owner && fact.name() == name)
    }

    /// The fact of that name that a rule may speak of: vehicles it only knows by what is reckoned from them.
    pub fn named(name: &str) -> Option<Self> {
        let all = Self::ALL.iter().copied();
        all.into_iter()
            .find(|fact| fact.owner() != Owner::Vehicle && fact.name() == name)
    }

    /// Whether it is one of the ISEEs.
    pub fn is_isee(self) -> bool {
        matches!(self, Self::IseeOrdinary | Self::IseeSpecific | Self::IseeHealth)
    }

    /// What its number counts.
    pub fn unit(self) -> Unit {
        match (self, self.kind()) {
            (Self::Rent, _) => Unit::EuroAMonth,
            (_, Kind::Money) => Unit::Euro,
            (Self::Invalidity, _) => Unit::Percent,
            _ => Unit::Years,
        }
    }

    /// Whether it is compared as a number.
    pub fn is_number(self) -> bool {
        matches!(self.kind(), Kind::Money | Kind::Number | Kind::Whole(_))
    }
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| serde::de::Error::custom("no such fact"))
    }
}
