from meetings.models.meeting import AgendaItem, Attendance, Body, Document, Meeting
from meetings.models.passage import Passage
from meetings.models.review import Sentence, Suggestion
from meetings.models.source import MinutesImport, MinutesSource
from meetings.models.speech import MinutesDecision, Speech, StageDirection

__all__ = (
    "AgendaItem",
    "Attendance",
    "Body",
    "Document",
    "Meeting",
    "MinutesDecision",
    "MinutesImport",
    "MinutesSource",
    "Passage",
    "Sentence",
    "Speech",
    "StageDirection",
    "Suggestion",
)
