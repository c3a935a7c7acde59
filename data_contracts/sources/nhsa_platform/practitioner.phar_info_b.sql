/* ---
title: Pharmacists
title_zh: 药师
--- */
select
  staged_row,
  phar_code as practitioner_id,
  psn_no as person_id,
  pracins_no as provider_id,
  'pharmacist' as role,
  case
    -- settlement for this person: 1 allowed, 2 suspended, anything else ended
    when psn_stas = '1' then 'active'
    when psn_stas = '2' then 'suspended'
    when psn_stas is not null then 'terminated'
    when prac_stas = '1' then 'active'
    when prac_stas = '2' then 'suspended'
    when prac_stas is not null then 'terminated'
  end as status,
  cntr_begntime as contract_from,
  -- 9999-12-31 and 2999-12-31 are how the platform writes "no end"
  case when year(cntr_endtime) in (2999, 3000, 9999) then null else cntr_endtime end as contract_to
from phar_info_b
