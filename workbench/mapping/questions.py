"""All questions that the workbench brings along, in the order in which the panel shows them."""

from workbench.mapping.asking import QUESTIONS, Answer, Choice, Question, ask, question

__all__ = ["QUESTIONS", "Answer", "Choice", "Question", "ask", "question"]
