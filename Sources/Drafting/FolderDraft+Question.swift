internal import Datasets
internal import Features

extension FolderDraft {
    /// Writes label, cutoffs, eligible and slices.
    func writeQuestion(_ text: inout Commented) {
        let main = sources.first { $0.role == .unit }?.events.first { $0.role == .main }?.kind ?? ""
        text.comment(cutoffs.windowEvidence)
        text.line("label:")
        text.line("version: 1", indent: 2)
        text.line("name: \(outcome) within \(cutoffs.window) days of creation", indent: 2)
        text.line("outcome: {kind: \(Commented.scalar(outcome))}", indent: 2)
        text.line("window: \(cutoffs.window)d", indent: 2)
        text.line("from: anchor", indent: 2)
        text.gap()
        text.comment(cutoffs.afterEvidence)
        text.line("cutoffs:")
        text.line("anchored: {kind: \(Commented.scalar(main)), after: \(cutoffs.after)d}", indent: 2)
        text.gap()
        text.comment("Still open: nothing known yet that ends the story.")
        text.line("eligible:")
        text.line("has: \(Commented.list([main]))", indent: 2)
        text.line("without: \(Commented.list(ends))", indent: 2)
        text.gap()
        text.comment(cutoffs.sliceEvidence)
        text.line("slices:")
        for slice in cutoffs.slices {
            text.line(
                "\(slice.name): {from: \(slice.from.dateText), to: \(slice.to.dateText)}", indent: 2)
        }
        text.line("embargo: 0d", indent: 2)
        text.line("disjoint: none", indent: 2, comment: disjointEvidence)
        text.gap()
    }

    /// Writes, as a comment, the waiver that a short export needs.
    func writeWaiver(_ text: inout Commented) {
        guard needsWaiver else { return }
        text.gap()
        text.comment(
            "\(Figures.count(cutoffs.purged.count, of: cutoffs.purged.of)) earlier cases have labels that reach into a "
                + "later slice, and are purged. Export a longer time; or, if you accept the overlap, take the marks "
                + "off these lines and write the reason that the model card will show:")
        text.line("# audit:")
        text.line("#   waivers:")
        text.line("#     - {check: overlappingLabels, reason: the export is short}")
    }

    /// Whether purging would leave too few cases.
    var needsWaiver: Bool { cutoffs.purged.count * 2 > cutoffs.purged.of }

    /// The events of the scored rows that end the story.
    private var ends: [String] {
        let direct = sources.filter { source in
            switch source.role {
            case .unit, .activity: true
            case .dimension, .leftOut: false
            }
        }
        return direct.flatMap(\.events).filter { $0.role == .outcome || $0.role == .close }.map(\.kind)
    }

    private var disjointEvidence: String {
        let unit = graph.tables[unit.table]
        let shared = unit.links.filter { $0.column.distinct < $0.column.filled }
        guard let link = shared.first(where: { $0.column.name.contains("account") }) ?? shared.first else {
            return "or entity"
        }
        return
            "\(Figures.count(link.column.filled)) rows share \(Figures.count(link.column.distinct)) values of "
            + "\(link.column.name): write its name to keep each in one slice"
    }
}
