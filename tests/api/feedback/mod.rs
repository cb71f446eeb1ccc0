//! `/api/v1/feedback`.

mod create;
