/* ---
title: Pharmacists
title_zh: 药师
--- */
-- one row for each house somebody works in, as for physicians
select
  staged_row,
  phar_code as practitioner_id,
  max(psn_no) over everywhere as person_id,
  first_value(pracins_no) over first_house as provider_id,
  'pharmacist' as role,
  -- settlement for this person: 1 allowed, 2 suspended, anything else ended; allowed in one house is allowed
  case min(
    case
      when psn_stas = '1' then 1
      when psn_stas = '2' then 2
      when psn_stas is not null then 3
      when prac_stas = '1' then 1
      when prac_stas = '2' then 2
      when prac_stas is not null then 3
    end
  ) over everywhere
    when 1 then 'active'
    when 2 then 'suspended'
    when 3 then 'terminated'
  end as status,
  min(cntr_begntime) over everywhere as contract_from,
  -- 9999-12-31 and 2999-12-31 are how the platform writes "no end"
  case
    when bool_or(cntr_endtime is null or year(cntr_endtime) in (2999, 3000, 9999)) over everywhere then null
    else max(cntr_endtime) over everywhere
  end as contract_to
from phar_info_b
window
  everywhere as (partition by phar_code, updt_time, vali_flag),
  first_house as (partition by phar_code, updt_time, vali_flag order by cntr_begntime nulls last, pracins_no)
