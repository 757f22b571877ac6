from meetings.models.handling import Handling, PointMemo, SessionDecision
from meetings.models.meeting import AgendaItem, Attendance, Body, Document, Meeting
from meetings.models.passage import Passage
from meetings.models.report import ClosedReport, ReportAddition, ReportRow, ReportVersion
from meetings.models.review import Sentence, Suggestion
from meetings.models.source import MinutesImport, MinutesSource
from meetings.models.speech import MinutesDecision, Speech, StageDirection
from meetings.models.words import ForumWord, WordTrial

__all__ = (
    "AgendaItem",
    "Attendance",
    "Body",
    "ClosedReport",
    "Document",
    "ForumWord",
    "Handling",
    "Meeting",
    "MinutesDecision",
    "MinutesImport",
    "MinutesSource",
    "Passage",
    "PointMemo",
    "ReportAddition",
    "ReportRow",
    "ReportVersion",
    "Sentence",
    "SessionDecision",
    "Speech",
    "StageDirection",
    "Suggestion",
    "WordTrial",
)
