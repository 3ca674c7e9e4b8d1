"""The firm's pages of booking: meeting types, bookings, one's own calendars."""
