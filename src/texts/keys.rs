// One name a text, in the order of the screens. A new name needs its line in every `content/texts/*.toml`.
keys! {
    slug_request slug_whom slug_where slug_when slug_needs slug_reply slug_note slug_summary slug_receipt
    slug_status slug_finder slug_search slug_assess slug_gallery
    app_home app_yes app_no app_and app_optional
    request_title request_description request_intro request_steps_label request_step_of request_next request_back
    request_to_summary request_errors_title request_keep request_keep_hint request_kept_title request_kept_text
    request_kept_resume request_kept_forget request_urgent_title request_urgent_text request_leave_hint
    request_brought_title request_brought_text
    reason_title reason_hint reason_short
    whom_title whom_short whom_role_label whom_role_hint whom_aware_label whom_aware_hint
    where_title where_short where_neighbourhood_label where_neighbourhood_hint where_neighbourhood_none
    where_polo_label where_polo_hint where_way_label where_way_hint
    when_title when_short when_lead when_days_label when_parts_label when_call_at_label when_call_at_hint
    needs_title needs_short needs_lead needs_language_label needs_language_hint needs_interpreter needs_sign_language
    needs_access_label needs_access_hint needs_avoid_label needs_avoid_hint
    reply_title reply_short reply_by_label reply_phone_label reply_phone_hint reply_email_label reply_email_hint
    reply_safe_title reply_name_label reply_name_hint reply_hours_label reply_hours_hint reply_message_label
    reply_message_hint
    note_title note_short note_label note_hint
    summary_title summary_short summary_lead summary_change summary_none summary_privacy_title summary_privacy_text
    summary_privacy_link summary_consent summary_send summary_sending summary_promise
    summary_answers_title summary_answers_hint summary_answers_count summary_answers_none summary_answers_all
    choice_for_whom_myself choice_for_whom_relative choice_for_whom_other choice_for_whom_other_hint
    choice_way_at_polo choice_way_phone choice_way_video choice_way_home choice_way_call_back choice_way_home_hint
    choice_day_mon choice_day_tue choice_day_wed choice_day_thu choice_day_fri choice_day_sat choice_day_sun
    choice_part_morning choice_part_midday choice_part_afternoon choice_part_evening choice_reply_phone
    choice_reply_email choice_reply_code choice_reply_code_hint
    receipt_title receipt_description receipt_lead receipt_code receipt_secret receipt_keep_title receipt_keep_text
    receipt_protocol receipt_sent_at receipt_polo receipt_answer_by receipt_link receipt_link_hint receipt_print
    receipt_print_hint receipt_copy receipt_copied receipt_next_title receipt_next_code receipt_next_contact
    receipt_see receipt_again receipt_none_title receipt_none_text
    status_title status_description status_lead status_code_label status_code_hint status_secret_label
    status_secret_hint status_open status_lost_title status_lost_text status_state status_state_received
    status_state_in_charge status_state_answered status_state_closed status_state_withdrawn status_hint_received
    status_hint_in_charge status_hint_answered status_hint_closed status_hint_withdrawn status_motive status_lines
    status_lines_none status_author_citizen status_author_polo status_openings status_openings_none status_line_label
    status_line_hint status_line_send status_line_done status_withdraw_title status_withdraw_text status_withdraw
    status_withdraw_done status_close
    page_updated page_sources page_topics page_index page_in_this_section page_services_list page_about_topic
    page_all_topics page_book page_book_text page_service_status page_service_areas page_service_cost
    page_polo_contacts page_polo_neighbourhoods page_polo_areas page_polo_fact_source page_return_title
    page_return_text page_return page_figures page_figure page_figure_is page_figure_from page_figure_until page_figure_source page_provider
    page_easy_version page_full_version rate_to_verify page_loading
    finder_title finder_description finder_lead finder_label finder_hint finder_button finder_private finder_sent
    finder_found_title finder_found_text finder_page finder_number_title finder_number_text finder_several_title
    finder_several_text finder_unknown_title finder_unknown_text finder_neighbourhoods_title finder_neighbourhoods_lead
    search_title search_description search_lead search_label search_hint search_button search_private search_sent
    search_found search_found_one search_none_title search_none_text search_call
    assess_title assess_description assess_lead assess_private assess_starting assess_begin assess_urgent_title
    assess_person_title assess_person_text assess_lists_title assess_lists_lead assess_criteria
    assess_kept_title assess_kept_text assess_kept_resume assess_kept_forget assess_left assess_left_none
    assess_changing assess_next assess_unknown assess_rather_not assess_back assess_show assess_error_choose
    assess_error_number assess_error_money assess_error_day assess_nobody assess_member_age assess_years_label
    assess_percent_label assess_euro_label assess_month_label assess_day_label assess_sum assess_sum_month
    assess_danger_title assess_danger_then assess_then_title assess_to_verify assess_danger_outcome
    assess_danger_lead assess_outcome_title assess_outcome_lead assess_unfinished assess_continue
    assess_first_title assess_first_isee assess_first_apply assess_page assess_first_polo assess_first_any_polo
    assess_areas assess_bring_title assess_bring_text assess_bring assess_likely_title assess_needs_title
    assess_unlikely_title assess_likely assess_needs assess_unlikely assess_why assess_met assess_unmet
    assess_not_known assess_settles assess_near_euro assess_near assess_near_from assess_run_out
    assess_figure_missing assess_apply assess_papers assess_not_checked assess_rule assess_sum_exact
    assess_sum_between assess_sum_up_to assess_sum_at_least assess_monthly assess_yearly assess_total
    assess_once assess_services_title assess_places_title assess_giving_title assess_giving_text assess_plain_lead assess_received assess_unlooked_title assess_unlooked_money
    assess_unlooked_local assess_unlooked_decides assess_answers_title assess_keep_title assess_print
    assess_keep assess_keep_hint assess_anew assess_return_text assess_page_missing assess_sheet_title
    not_found_title not_found_lead not_found_home not_found_map
    gallery_title gallery_description
    problem_unreachable_title problem_unreachable_detail
    problem_malformed_title problem_malformed_detail problem_bad_code_title problem_bad_code_detail
    problem_bad_key_title problem_bad_key_detail problem_no_secret_title problem_no_secret_detail
    problem_no_such_request_title problem_no_such_request_detail problem_no_such_address_title
    problem_no_such_address_detail problem_method_not_allowed_title problem_method_not_allowed_detail
    problem_too_slow_title problem_too_slow_detail problem_already_withdrawn_title
    problem_already_withdrawn_detail problem_closed_title problem_closed_detail problem_too_many_lines_title problem_too_many_lines_detail
    problem_too_large_title problem_too_large_detail problem_unsupported_media_type_title
    problem_unsupported_media_type_detail problem_fields_title problem_fields_detail
    problem_key_reused_title problem_key_reused_detail problem_throttled_title
    problem_throttled_detail problem_broken_title problem_broken_detail problem_unavailable_title
    problem_unavailable_detail fault_missing fault_missing_motive fault_missing_polo fault_missing_reply_by
    fault_missing_phone fault_missing_email fault_missing_text fault_missing_rating fault_not_offered
    fault_too_long_answers fault_too_many fault_hidden_character_answers
    fault_too_long fault_hidden_character fault_phone_characters fault_phone_short fault_phone_long
    fault_email_no_at fault_email_form fault_time_form fault_time_skipped fault_time_past fault_time_far fault_time_form_time fault_time_taken
    fault_other_polo fault_no_consent fault_unknown_field fault_not_a_text fault_not_a_list
    fault_not_true_or_false fault_code_alphabet fault_code_length fault_code_check
    shell_skip_to_content shell_skip_to_menu shell_skip_to_footer shell_languages shell_comune shell_trail
    shell_preview_alt
    menu_label menu_open menu_close
    urgent_label urgent_question urgent_all urgent_short urgent_call
    exit_now exit_how
    notice_example notice_language
    feedback_title feedback_rate feedback_star_1 feedback_star_2 feedback_star_3 feedback_star_4
    feedback_star_5 feedback_positive feedback_negative feedback_liked_clear feedback_liked_complete
    feedback_liked_on_track feedback_liked_no_faults feedback_liked_other feedback_hard_clear feedback_hard_complete
    feedback_hard_on_track feedback_hard_no_faults feedback_hard_other feedback_detail feedback_detail_hint
    feedback_send
    footer_contacts footer_contact_centre footer_help footer_about footer_faq footer_easy footer_glossary footer_report
    footer_appointment footer_status footer_accessibility footer_privacy footer_legal footer_sitemap
    form_error form_choose form_up_to form_left form_left_one form_over form_over_one
    form_step_done form_copy_failed
    hours_caption hours_day hours_time hours_closed hours_span hours_and
    card_address card_phone
    app_empty
    date_days date_months date_form
    page_back
    problem_not_form_title problem_not_form_detail problem_odd_form_title problem_odd_form_detail
    feedback_thanks_title feedback_thanks_text
    receipt_ease_title receipt_ease_hint
    problem_not_signed_in_title problem_not_signed_in_detail problem_wrong_sign_in_title problem_wrong_sign_in_detail
    problem_forbidden_title problem_forbidden_detail problem_cross_site_title problem_cross_site_detail
    problem_no_ticket_title problem_no_ticket_detail problem_not_there_title problem_not_there_detail
    problem_unknown_request_title problem_unknown_request_detail problem_taken_title problem_taken_detail
    problem_person_withdrew_title problem_person_withdrew_detail problem_closed_at_desk_title
    problem_closed_at_desk_detail problem_too_many_answers_title problem_too_many_answers_detail
    problem_own_account_title problem_own_account_detail problem_last_administrator_title
    problem_last_administrator_detail fault_password_short fault_password_common fault_login_form fault_login_taken
    fault_grants fault_code_wrong
}
