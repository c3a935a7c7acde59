"""Functions that the SQL of content may call; whatever is not listed is refused."""

from __future__ import annotations

OPERATORS = """
+ - * / // % ** ^ & | ~ << >> || ~~ !~~ ~~* !~~* ~~~ <@ @> && @
"""
NAMES = """
abs acos add any_value approx_count_distinct approx_quantile arg_max arg_max_null arg_min
arg_min_null array_agg array_slice asin atan atan2 avg bit_and bit_count bit_or bit_xor bool_and
bool_or
cbrt ceil ceiling chr coalesce concat concat_ws contains corr cos count count_star covar_pop
covar_samp cume_dist date_add date_diff date_part date_sub date_trunc datediff datepart
datetrunc day dayname dayofmonth dayofweek dayofyear degrees dense_rank divide element_at
ends_with entropy epoch exp extract favg filter first first_value flatten floor fsum
generate_series greatest grouping hash histogram hour if ifnull instr isfinite isnan isodow
isoyear kurtosis lag last last_day last_value lcase lead least left len length list
list_aggregate list_any_value list_append list_apply list_concat list_contains list_count
list_distinct list_element list_extract list_filter list_has list_has_all list_has_any
list_intersect list_max list_min list_position list_reduce list_reverse list_slice list_sort
list_sum list_transform list_unique list_value list_zip ln log log10 log2 lower lpad ltrim mad
make_date make_time make_timestamp map_from_entries max md5 median microsecond min minute mod
mode month monthname multiply nth_value ntile nullif ord percent_rank pi pow power prefix
product quantile quantile_cont quantile_disc quarter radians range rank regexp_extract
regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array
regr_intercept regr_slope replace reverse right round row row_number rpad rtrim second sha256
sign sin skewness split split_part sqrt starts_with stddev stddev_pop stddev_samp str_split
strftime string_agg string_split string_to_array strip_accents strlen strpos strptime
struct_extract struct_pack substr substring subtract suffix sum tan time_bucket to_days to_hours
to_minutes to_months to_quarters to_seconds to_weeks to_years translate trim trunc try_strptime
ucase unnest upper var_pop var_samp variance week weekday weekofyear year yearweek
"""
FUNCTIONS = frozenset((OPERATORS + NAMES).split())
"""What a query may call: functions that answer from their arguments alone, the same every day.

Left out on purpose: what builds a text as long as a number says (repeat, format) and what compares
two long texts letter by letter (levenshtein): neither can be interrupted.
"""

MACROS = frozenset({"keyed", "locality_text", "phone_text", "plain_text"})
"""What mappings and transforms may call besides: the loader's own macros."""

SERIES = frozenset({"range", "generate_series", "unnest"})
"""The functions that may stand where a table stands."""
