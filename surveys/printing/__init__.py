"""What the surveys print: cards with codes, a poster for the door, the questionnaire on paper."""
