import Terminal
import Workflow

extension Summary {
    /// What a frame's columns are like, a line a feature.
    static func outline(_ outline: FrameOutline, asJSON isJSON: Bool, _ console: Console) throws {
        if isJSON {
            try console.json(outline)
            return
        }
        console.line(
            "\(Figures.count(outline.rows)) rows of everybody eligible at \(Figures.count(outline.cutoffs.count)) cutoffs, "
                + "\(outline.cutoffs.first ?? "–") to \(outline.cutoffs.last ?? "–")")
        console.table(
            ["feature", "values", "missing", "least", "mean", "greatest", "categories"],
            outline.columns.map { column in
                [
                    column.name, Figures.count(column.values), Figures.count(column.missing),
                    column.least.map(Figures.text) ?? "", column.mean.map(Figures.text) ?? "",
                    column.greatest.map(Figures.text) ?? "", categories(of: column),
                ]
            }, alignments: [.left, .right, .right, .right, .right, .right, .right])
    }

    private static func categories(of column: FrameOutline.Column) -> String {
        guard let count = column.categories else { return "" }
        return (column.hasMoreCategories == true ? "more than " : "") + Figures.count(count)
    }
}
