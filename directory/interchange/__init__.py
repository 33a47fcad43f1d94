"""In and out: seeds, JSON, vCard, iCalendar. Renders and reads formats; decides nothing."""
