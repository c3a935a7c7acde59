/* ---
title: What an encounter says about its person
title_zh: 就诊记录中的参保人信息
decides: false
key: [encounter_id]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  -- a visit that is set aside as another house's tells nothing of the person of the visit that stands
  fixmedins_code as provider_id,
  begntime as seen_at,
  case when gend in ('1', '2') then gend end as sex,
  brdy as birth_date,
  die_date as died_on,
  insutype as insurance,
  phone_key,
  -- 000000, 999999 and the words for having none are nobody's employer
  case
    when not regexp_full_match(
      emp_no, '0+|1{4,}|9{4,}|(城乡|其他)?(居民|农民|学生|无业|待业|失业|退休|离休|灵活就业|自由职业|个体|无单位|无工作单位|无固定单位)(人员|户|工商户)?'
    ) then emp_no
  end as employer_id
from mdtrt_d
