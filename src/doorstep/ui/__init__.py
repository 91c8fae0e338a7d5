"""Pages, components and small scripts that every screen shares; knows no stage.

A context processor elsewhere puts two names into each page. Both may be absent: `sites.site_of`
fills every gap, so that error pages render without a request.

`site`: dict
    street_name         str   "示范街道"
    phone               str   the number to call instead of typing, shown on each page
    fictional_note      str   "" or "示范街道为虚构；总数仅用于核对"
    language            str   "zh-hans" | "en"
    large               bool  elder mode, see `sites.is_large`
    public_base_url     str   "" or "https://…", for printed slips and QR codes
    home_url, report_url, track_url, projects_url, feedback_url        str, public addresses
    zh_url, en_url      str   this very page in the other language (public pages)
    desk_url, account_url, sign_out_url, account_name                  str, "" when signed out
    places              list of dicts value, label, current            the place switch
    place_url           str   where the place switch posts `place` and `next`
    section             str   "home" | "report" | "track" | "projects": current public menu entry

`menu`: list of dicts title, items; an item is a dict title, url, current (bool), count (int | None).
"""
