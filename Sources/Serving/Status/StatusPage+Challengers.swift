internal import Registry

extension StatusPage {
    /// The versions that are tried beside the champion, and how they stand; nothing where there are none.
    func challengers(_ page: inout HTMLWriter, _ route: ModelRoute) {
        guard route.slots.count > 1 else { return }
        page.element("dl") { page in
            if let canary = route.canary { write(&page, canary) }
            for slot in route.shadows {
                page.element("dt", "Shadow")
                page.element("dd") { page in
                    page.text("\(Self.words(slot)) ")
                    tell(&page, slot)
                }
            }
        }
    }

    private func write(_ page: inout HTMLWriter, _ canary: CanaryRoute) {
        page.element("dt", "Canary")
        page.element("dd") { page in
            page.text("\(Self.words(canary.slot)), on \(canary.percent) % of the leads ")
            tell(&page, canary.slot)
            if let stop = canary.trial.stop {
                badge(&page, stop.isKnown ? "stopped" : "not begun", isWell: false)
                page.text(" \(stop.reason)")
            }
        }
    }

    private static func words(_ slot: ModelSlot) -> String {
        (slot.current.map { "version \($0.version)" } ?? "no version")
            + (slot.reference.target.alias.map { ", alias \($0)" } ?? "")
    }

    /// What is wrong with the version that is wanted.
    private func tell(_ page: inout HTMLWriter, _ slot: ModelSlot) {
        guard let failure = slot.snapshot.failure else { return }
        refusal(&page, failure, nothing: "nothing there")
        page.text(" ")
    }
}
