import Datasets

extension ProfilePage {
    /// What was looked at, and how bad it is.
    func summary(in part: inout Markup) {
        let (style, mark, words) = verdict
        part.element("div", [("class", "verdict \(style)")]) { box in
            box.element("p", [("class", "decision")]) { line in
                line.element("span", [("aria-hidden", "true")], text: mark)
                line.text(" " + words)
            }
            box.element(
                "p",
                text:
                    "\(NumberText.grouped(profile.searchedSeries)) weekly series were searched for steps. "
                    + "In \(NumberText.percent(profile.falseAlarmRate)) of data without any step the search "
                    + "would still raise one or more."
            )
        }
        part.newLine()
        part.element("dl", [("class", "tiles")]) { list in
            for (name, figure, note) in [
                ("Events", NumberText.grouped(profile.events), ""),
                ("Entities", NumberText.grouped(profile.entities), ""),
                ("First day", profile.firstDay, ""),
                ("Last day", profile.lastDay, "days of \(profile.zone)"),
                ("Findings", NumberText.grouped(profile.findings.count), ""),
            ] {
                list.element("div") { tile in
                    tile.element("dt", text: name)
                    tile.element("dd") { value in
                        value.element("span", [("class", "figure")], text: figure)
                        if !note.isEmpty { value.element("span", [("class", "range")], text: note) }
                    }
                }
            }
        }
    }

    private var verdict: (style: String, mark: String, words: String) {
        func count(_ severity: ProfileFinding.Severity) -> Int {
            profile.findings.count { $0.severity == severity }
        }
        switch profile.severity {
        case .fail: return ("no", "✗", "A gate does not hold: nothing is trained on these data.")
        case .warn:
            let warnings = count(.warn)
            return (
                "warned", "!",
                "\(warnings == 1 ? "One thing is" : "\(warnings) things are") odd: look before you train."
            )
        case .note: return ("yes", "✓", "Nothing is wrong; some things are worth knowing.")
        case nil: return ("yes", "✓", "Nothing odd was found.")
        }
    }

    /// All findings, the worst first.
    func findings(in part: inout Markup) {
        if profile.findings.isEmpty {
            part.element("p", text: "There are none.")
        }
        for finding in profile.findings {
            part.newLine()
            part.element("div", [("class", "verdict \(Self.style(finding.severity))")]) { box in
                box.element("p", [("class", "decision")]) { line in
                    line.element("span", [("aria-hidden", "true")], text: Self.mark(finding.severity))
                    line.text(" \(Self.name(finding.check))")
                    if !finding.place.isEmpty {
                        line.text(": ")
                        line.element("code", text: finding.place)
                    }
                }
                box.element("p") { line in
                    line.text(finding.evidence.firstCapitalized + ".")
                    if !finding.months.isEmpty {
                        line.text(" Months: \(finding.months.joined(separator: " to ")).")
                    }
                }
                box.element("p") { line in
                    line.element("strong", text: "Remedy: ")
                    line.text(finding.remedy + ".")
                }
                box.element("p", [("class", "range")], text: "False alarms: \(finding.falseAlarms).")
            }
        }
        if !profile.unsearched.isEmpty {
            part.newLine()
            part.element("details") { details in
                details.element(
                    "summary", text: "\(profile.unsearched.count) series were not searched for steps")
                details.element("ul") { list in
                    for reason in profile.unsearched { list.element("li", text: reason) }
                }
            }
        }
    }

    private static func style(_ severity: ProfileFinding.Severity) -> String {
        switch severity {
        case .fail: "no"
        case .warn: "warned"
        case .note: "open"
        }
    }

    private static func mark(_ severity: ProfileFinding.Severity) -> String {
        switch severity {
        case .fail: "✗"
        case .warn: "!"
        case .note: "i"
        }
    }

    /// A check's name in words.
    static func name(_ check: ProfileCheck) -> String {
        switch check {
        case .reconciliation: "Rows are unaccounted for"
        case .quarantine: "Rows are set aside"
        case .repeatedRows: "The same rows are in several files"
        case .unmapped: "Texts without a mapping"
        case .volumeStep: "The volume steps"
        case .nullStep: "Missing values step"
        case .valueStep: "The values step"
        case .hourStep: "The hours of the day step"
        case .silence: "Silence"
        case .newValue: "New values"
        case .vanishedValue: "Values are gone"
        case .outliers: "Outliers"
        case .recordedBeforeOccurred: "Recorded before it occurred"
        case .occurredInFuture: "Occurred in the future"
        case .farTime: "Times far away"
        case .beforeCreation: "Before the creation"
        case .replyBeforeMessage: "Answered before it was asked"
        case .outcomeBeforeAnchor: "The outcome comes before the anchor"
        case .shiftedHours: "Hours of another zone"
        case .daylightSaving: "Clocks changed twice or never"
        case .midnight: "Times are midnight"
        case .superhumanRate: "Faster than people"
        case .constantInterval: "At a constant interval"
        case .roundTheClock: "Around the clock"
        case .instantReaction: "Reactions within seconds"
        case .qualityGate: "A quality gate does not hold"
        }
    }

    /// The weekly series in which something stepped.
    func steps(in part: inout Markup) {
        part.element(
            "p",
            text: "Weekly series with a step; the band is the new level. Weeks end with the last whole day.")
        part.element("div", [("class", "plots small")]) { grid in
            for (index, step) in profile.steps.enumerated() {
                var values = [Double?](repeating: nil, count: profile.weeks.count)
                for (week, value) in zip(step.weeks, step.values) { values[week] = value }
                let last = step.lastWeek ?? profile.weeks.count - 1
                let chart = TimeChart(
                    name: "step-\(index)", title: "\(Self.name(step.check)): \(step.place)",
                    description:
                        "\(step.label) by week; the new level begins in the week of \(profile.weeks[step.firstWeek])",
                    places: profile.weeks, values: values, label: "\(step.label), by week",
                    isPercent: step.isShare, band: step.firstWeek...last)
                figure(
                    chart.markup(),
                    "\(step.place): \(step.label), from the week of \(profile.weeks[step.firstWeek])"
                        + (step.lastWeek.map { " to that of \(profile.weeks[$0])" } ?? " on"), in: &grid)
            }
        }
    }
}
