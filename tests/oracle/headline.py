#!/usr/bin/env python3
"""Headline figures of a plan, computed a second time from its file with nothing but the standard library.

    remit sample company | python3 tests/oracle/headline.py

Written from the words of the rules, not from the engine: seats month by month, pipeline, book by cohort. It covers what the sample
uses: one open stint a seat, seats that sell or look after customers within one segment, typed opening books, no accounts.
"""
import calendar
import json
import math
import sys
from datetime import date


def months_of(text):
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def first_day(month):
    return date(month // 12, month % 12 + 1, 1)


def lived(seat, terms, first, horizon):
    """Expected heads, and heads times productivity, month by month: the holder thinned by attrition, then whoever is hired instead."""
    (stint,) = seat["stints"]
    start = date.fromisoformat(stint["from"])
    curve = terms["ramp"]["productivity"]
    hazard = 1 - (1 - terms["attrition_year"]) ** (1 / 12)
    # Cohorts by the month in which they were hired: [start, heads].
    cohorts, heads, productive = [], [], []
    arriving = {}
    for offset in range(horizon):
        month = first + offset
        days = calendar.monthrange(month // 12, month % 12 + 1)[1]
        if start.year * 12 + start.month - 1 == month or (offset == 0 and start < first_day(month)):
            cohorts.append([start.year * 12 + start.month - 1, 1.0, start])
        if month in arriving:
            cohorts.append([month, arriving[month], first_day(month)])
        sum_heads = sum_productive = leaving = 0.0
        for cohort in cohorts:
            hired, share, since = cohort
            part = 1.0 if since <= first_day(month) else (days - since.day + 1) / days
            tenure = month - hired
            factor = curve[tenure] if tenure < len(curve) else 1.0
            sum_heads += share * part
            sum_productive += share * part * factor
            leaving += share * hazard
            cohort[1] = share * (1 - hazard)
        if terms["backfill"]:
            due = month + 1 + terms["backfill_lag_months"]
            arriving[due] = arriving.get(due, 0.0) + leaving
        heads.append(sum_heads)
        productive.append(sum_productive)
    return heads, productive


def per_month(quota):
    per_year = {"month": 12, "quarter": 4, "half": 2, "year": 1}[quota["per"]]
    return float(quota.get("amount", quota.get("count"))) * per_year / 12


def main():
    plan = json.load(sys.stdin)
    first, horizon = months_of(plan["settings"]["first_month"]), plan["settings"]["horizon_months"]
    weights = plan["assumptions"]["seasonality"]
    season = [weights[(first + at) % 12] * 12 / sum(weights) for at in range(horizon)]
    roles = {role["id"]: role for role in plan["roles"]}
    names = [segment["id"] for segment in plan["segments"]]
    capacity = {name: [0.0] * horizon for name in names}
    found = {name: [0.0] * horizon for name in names}
    care = {name: [0.0] * horizon for name in names}
    heads_at_end = 0.0
    for seat in plan["seats"]:
        role = roles[seat["role"]]
        own = [row for row in role["terms"] if row["segment"] == seat["segment"] and row["segment"]]
        terms = (own or [row for row in role["terms"] if not row["segment"]])[0]
        heads, productive = lived(seat, terms, first, horizon)
        heads_at_end += heads[-1]
        if role["function"] == "new_business":
            month = per_month(terms["quota"]) * terms["expected_attainment"] * plan["assumptions"]["productive_time"]
            for at in range(horizon):
                capacity[seat["segment"]][at] += productive[at] * month * season[at]
        elif role["function"] == "sales_development":
            for at in range(horizon):
                found[seat["segment"]][at] += productive[at] * per_month(terms["quota"]) * terms["expected_attainment"]
        elif role["function"] in ("account_management", "customer_success") and terms["book_capacity"]:
            for at in range(horizon):
                care[seat["segment"]][at] += productive[at] * float(terms["book_capacity"])

    new = {}
    for segment in plan["segments"]:
        pipe, name = segment["pipeline"], segment["id"]
        won = pipe["win_rate"] * float(pipe["deal_size"])
        waiting, new[name] = 0.0, []
        for at in range(horizon):
            closing, made = waiting, at - pipe["cycle_months"]
            if made >= 0:
                leads = pipe["leads_month"] * (1 + pipe["lead_growth_year"]) ** (made / 12)
                closing += (leads * pipe["lead_to_opportunity"] + found[name][made]) * won * season[at]
            for opened in pipe["opening"]:
                if months_of(opened["month"]) == first + at:
                    closing += float(opened["arr"]) * pipe["opening_win_rate"]
            signed = min(capacity[name][at], closing)
            waiting = (closing - signed) * pipe["carry_over"]
            new[name].append(signed)

    rule = plan["assumptions"]["coverage"]
    closing_arr = opening_2 = still = 0.0
    for segment in plan["segments"]:
        keep, name, opening = segment["retention"], segment["id"], segment["opening"]
        months = opening["renewal_months"]
        total = sum(months[(first + at) % 12] for at in range(12))
        # Cohorts: [months to the next renewal, ARR, whether there from the beginning].
        cohorts = [[at, float(opening["arr"]) * months[(first + at) % 12] / total, True] for at in range(12)]
        opening_2 += float(opening["arr"])
        for at in range(horizon):
            arr = sum(cohort[1] for cohort in cohorts)
            covered = min(1.0, care[name][at] / arr) if arr else 1.0
            missing = 1 - {"off": 1.0, "linear": covered, "concave": math.sqrt(covered)}[rule["response"]]
            renewal = min(1.0, max(0.0, keep["renewal"] - rule["renewal_at_stake"] * missing))
            expansion = keep["expansion"] * max(0.0, 1 - rule["expansion_at_stake"] * missing)
            for cohort in cohorts:
                if cohort[0] == at:
                    cohort[1] *= renewal * (1 - keep["contraction"]) * (1 + keep["price_uplift"]) * (1 + expansion)
                    cohort[0] += keep["term_months"]
            cohorts.append([at + keep["term_months"], new[name][at], False])
            if at == 11:
                still += sum(cohort[1] for cohort in cohorts if cohort[2])
        closing_arr += sum(cohort[1] for cohort in cohorts)
    print(f"new_arr      {sum(map(sum, new.values())):.2f}")
    print(f"closing_arr  {closing_arr:.2f}")
    print(f"heads        {heads_at_end:.6f}")
    print(f"nrr_cohort   {still / opening_2:.6f}   (first twelve months)")


main()
