import Datasets
import Terminal

extension Summary {
    /// How the contracts stand to those published.
    static func contracts(_ reviews: [ContractReview], _ console: Console) {
        if reviews.isEmpty { return }
        console.heading("Contracts")
        console.table(
            ["source", "version", "published"],
            reviews.map { review in
                let standing =
                    if review.isPublished {
                        "yes"
                    } else if let base = review.comparedWith {
                        "no; adds to \(base): " + review.changes.map(\.description).joined(separator: "; ")
                    } else {
                        "no; --publish keeps it"
                    }
                return [review.source, review.version.description, standing]
            })
    }
}
