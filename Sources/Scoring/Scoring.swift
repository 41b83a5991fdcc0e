// Scoring: see the room's types beside this file.
