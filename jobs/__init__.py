"""Background work as rows: adding, taking, handing over, giving up; knows no app."""
