"""What `feijian init` writes into feijian.toml: every setting, asleep, with what it does."""

DEFAULT_TOML = """\
# Settings of this workspace. Everything is optional; see docs/settings.md.

[workspace]
edition = 2                  # of the product that made this workspace; 'feijian upgrade' raises it
# region = "370100"          # 6-digit region: selects regional reference rows
# threads = 2
# memory_limit = "3.3GB"     # of the engine; a run holds half a gigabyte beside it
# timezone = "Asia/Shanghai" # what day it is, and when the night begins
# group_readable = false     # files of the workspace are their owner's alone otherwise

# [limits]
# query_seconds = 600        # a query of a rule, a model or a derived table is stopped after this
# archive_files = 10000      # most files in an archive of a delivery
# archive_megabytes = 20000  # most of what an archive, or one compressed file, unpacks to
# archive_ratio = 200        # most times its size that a file in it unpacks to
# check_bytes = 8000000      # most of what one question about unsettled encounters may hold
# check_lines = 20000        # most charges of it

# [notice]
# command = "/usr/local/bin/tell-us"   # started with JSON on its standard input
# smtp_host = "mail.example.cn"        # or a mail; also smtp_port, smtp_starttls, smtp_user
# smtp_from = "feijian@example.cn"
# smtp_to = ["inspection@example.cn"]

# [metrics]
# file = "metrics.prom"      # figures of the newest run, for a monitor on this machine

# [log]
# file = "feijian.log"       # what loads and runs did: counts and names of steps, no persons
# format = "json"            # or "text"

# [models]
# rescore = "late"           # when scores are worked out anew: "late", "close" or "night"

# [sanctions]                # past sanctions, to learn from: instrument, date, provider_id or practitioner_id
# file = "sanctions.csv"

# [runs]
# keep_days = 400            # 'feijian runs prune' removes older ones

[privacy]
key_file = ".feijian-key"    # keyed hashes are made with it: keep a copy in a safe place

# [[parameters]]             # another threshold, everywhere or for some
# rule = "bed_padding.bed_padding_idle"
# set = { least_idle_days = 4 }
# provider = "H370101…"      # or region = "3701"
# reason = "…"
# expires = 2026-12-31

# [[off]]                    # a rule that is not to run
# rule = "pharmacy.pharm_night"
# by = "…"
# reason = "…"

# [[exemptions]]             # subjects that a rule must not name
# rule = "bed_padding.*"
# provider = "H…"            # or person / item / practitioner
# reason = "…"
# expires = 2026-12-31

# [payment.default]          # or [payment.3701]: how stays far below their standard are paid
# low_ratio = "cost"         # or "standard"

# [reference.price_ceiling]  # a bureau's own reference rows
# file = "price_ceiling.xlsx"
# mode = "extend"            # or "replace"
"""
