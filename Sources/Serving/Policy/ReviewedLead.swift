internal import Scoring

/// A lead's answer, and what was found in its inputs.
struct ReviewedLead {
    var answer: LiveScorer.Answer
    var review: InputReview
}
