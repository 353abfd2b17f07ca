"""The room of those who answer: codes, answers, and what there is to see afterwards."""
