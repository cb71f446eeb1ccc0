//! The parts that pages are made of, a folder each: the component, its props, and `examples.rs` for the gallery.
//! A component renders the same HTML on both sides; what it must ask of a browser, it asks in effects and callbacks.

mod appointment_facts;
mod breadcrumb;
mod button_row;
mod callout;
mod card;
mod check_box;
mod choice_list;
mod code_box;
mod error_summary;
mod field;
mod free_times;
#[cfg(not(target_arch = "wasm32"))]
mod gallery;
mod heading;
mod icon;
mod instance_notice;
mod language_notice;
mod opening_hours;
mod page_index;
mod polo_card;
mod seat_notice;
mod select_field;
mod step_indicator;
mod submit;
mod summary_list;
mod telephone;
mod text_area;
mod text_field;
mod urgent_numbers;

pub use appointment_facts::{appointment_facts, calendar_form, place};
pub use breadcrumb::{Breadcrumb, BreadcrumbProps, breadcrumb};
pub use button_row::ButtonRow;
pub use callout::{Callout, Tone, callout};
pub use card::Card;
pub use check_box::{CheckBox, CheckBoxProps, check_box};
pub use choice_list::{Choice, ChoiceList, ChoiceListProps, choice_list};
pub use code_box::CodeBox;
pub use error_summary::{ErrorSummary, Wrong};
pub use free_times::{Acts, TimesToChoose, free_times};
#[cfg(not(target_arch = "wasm32"))]
pub use gallery::{Example, gallery};
pub use icon::{Icon, IconProps, icon};
pub use instance_notice::InstanceNotice;
pub use language_notice::LanguageNotice;
pub use opening_hours::OpeningHours;
pub use page_index::PageIndex;
pub use polo_card::PoloCard;
pub use seat_notice::seat_notice;
pub use select_field::{Group, SelectField, SelectFieldProps, select_field};
pub use step_indicator::{StepIndicator, StepIndicatorProps, StepItem, step_indicator};
pub use submit::Submit;
pub use summary_list::{SummaryList, SummaryListProps, SummaryRow, summary_list};
pub use telephone::{tel, telephone};
pub use text_area::TextArea;
pub use text_field::{TextField, TextFieldProps, text_field};
pub use urgent_numbers::{UrgentNumbers, UrgentNumbersProps, urgent_numbers};
