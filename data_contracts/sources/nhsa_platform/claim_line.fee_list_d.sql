/* ---
title: Charged items become claim lines
title_zh: 费用明细成为费用行
--- */
select
  staged_row,
  coalesce(bkkp_sn, rid) as claim_line_id,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  fixmedins_code as provider_id,
  fee_ocur_time as charged_at,
  -- some provinces write their own number behind the national one: 001102000010000-110200001
  case
    when substr(med_list_codg, 16, 1) in ('-', '_', '.') then substr(med_list_codg, 1, 15)
    -- others write the number of the province before it: 42001102000010000, 420000-001102000010000
    when
      length(med_list_codg) between 17 and 22
      and regexp_full_match(med_list_codg, '([1-6][0-9](0000)?|[A-Z]{2})[-_.]?00[1-4][0-9]{12}')
      then right(med_list_codg, 15)
    -- zeros alone are what programs write for an item without a code: they are not one item
    when ltrim(med_list_codg, '0') <> '' then med_list_codg
  end as item_code,
  -- names are read by pattern: Ｘ线（ＣＴ） and X线(CT) are one item, 血液 透析 and 血液透析 another, and the house's own
  -- spelling stays beside it (and stands for it where the catalogue's name is not sent)
  case
    when regexp_matches(coalesce(hilist_name, medins_list_name), '[ 　！-～]')
      then regexp_replace(
        regexp_replace(
          translate(
            coalesce(hilist_name, medins_list_name), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ（）［］＋－／．％',
            '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()[]+-/.%'
          ),
          '([一-龥()])[ 　]+', '\1', 'g'
        ),
        '[ 　]+([一-龥()])', '\1', 'g'
      )
    else coalesce(hilist_name, medins_list_name)
  end as item_name,
  medins_list_codg as local_item_code,
  medins_list_name as local_item_name,
  case lpad(med_chrgitm_type, 2, '0')
    when '01' then 'bed'
    when '02' then 'consultation'
    when '03' then 'examination'
    when '04' then 'laboratory'
    when '05' then 'treatment'
    when '06' then 'surgery'
    when '07' then 'nursing'
    when '08' then 'consumable'
    when '09' then 'western_drug'
    when '10' then 'herbal_piece'
    when '11' then 'patent_tcm'
    when '12' then 'general'
    when '13' then 'registration'
    -- a category nobody knows is still a charge
    else case when med_chrgitm_type is not null then 'other' end
  end as category,
  cnt as quantity,
  pric as unit_price,
  det_item_fee_sumamt as amount,
  inscp_amt as covered_amount,
  pric_uplmt_amt as price_ceiling,
  -- 0 and 0000 name nobody
  case when ltrim(bilg_dr_code, '0') <> '' then bilg_dr_code end as practitioner_id,
  case when ltrim(acord_dr_code, '0') <> '' then acord_dr_code end as executing_practitioner_id,
  bilg_dept_name as department,
  case when ltrim(rx_drord_no, '0') <> '' then rx_drord_no end as prescription_no,
  prd_days as days_supplied,
  dscg_tkdrug_flag = '1' as is_discharge_drug,
  tcmdrug_used_way as herb_use,
  init_feedetl_sn as original_line_id,
  -- read by pattern, as names are
  case
    when regexp_matches(spec, '[！-～]')
      then translate(
        spec, '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ（）［］＋－／．％',
        '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()[]+-/.%'
      )
    else spec
  end as specification
from fee_list_d
