"""The addresses of booking: the strangers' pages and the firm's."""

from django.urls import path

from .desk import bookings, calendars, types
from .public import feeds, own, views

app_name = "booking"
urlpatterns = [
    path("book/<slug:token>/", views.month, name="month"),
    path("book/<slug:token>/at/", views.at, name="at"),
    path("book/<slug:token>/logo/", views.logo, name="logo"),
    path("booking/<str:secret>/", own.own, name="own"),
    path("booking/<str:secret>/move/", own.move, name="move"),
    path("booking/<str:secret>/cancel/", own.cancel, name="cancel"),
    path("booking/<str:secret>/meeting.ics", own.calendar, name="file"),
    path("calendar/<str:secret>.ics", feeds.calendar, name="calendar"),
    path("sales/bookings/", bookings.listed, name="bookings"),
    path("sales/bookings/<uuid:booking_id>/", bookings.booking, name="booking"),
    path("sales/bookings/<uuid:booking_id>/note/", bookings.note, name="note"),
    path("sales/bookings/<uuid:booking_id>/cancellation/", bookings.cancel, name="cancel_booking"),
    path("sales/bookings/<uuid:booking_id>/missed/", bookings.missed, name="missed"),
    path("sales/bookings/<uuid:booking_id>/client/", bookings.add_client, name="add_client"),
    path("sales/meeting-types/", types.listed, name="types"),
    path("sales/meeting-types/new/", types.new, name="new_type"),
    path("sales/meeting-types/<uuid:type_id>/", types.edit, name="type"),
    path("sales/meeting-types/<uuid:type_id>/switch/", types.switch, name="switch"),
    path("settings/calendar/", calendars.own, name="calendars"),
    path("settings/calendar/link/", calendars.renew, name="renew_link"),
    path("settings/calendar/link/end/", calendars.end, name="end_link"),
    path("settings/calendar/feeds/<uuid:feed_id>/reading/", calendars.read_again, name="read_again"),
    path("settings/calendar/feeds/<uuid:feed_id>/removal/", calendars.remove, name="remove_feed"),
]
