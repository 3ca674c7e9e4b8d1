"""How often and how much."""

import datetime as dt

EXPORTS, EXPORT_WINDOW = 5, dt.timedelta(hours=1)
FILES_SHOWN = 6
FILES_READ = 500
