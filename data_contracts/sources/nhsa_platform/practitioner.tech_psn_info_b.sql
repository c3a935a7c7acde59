/* ---
title: Technicians
title_zh: 医技人员
--- */
select
  staged_row,
  hi_tech_psn_code as practitioner_id,
  psn_no as person_id,
  medins_code as provider_id,
  'technician' as role,
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
from tech_psn_info_b
