import Datasets
import Features
import Testing

/// Labels by hand: every part of a definition on a story of a few events.
struct LabelTests {
    /// An event at so many hours after the first of January 2024.
    static func event(
        _ kind: String, _ hours: Double, of id: String = "a", namespace: String = "lead",
        recorded: Double? = nil, source: String = "crm", attributes: [String: AttributeValue] = [:]
    ) throws -> Event {
        func time(_ hours: Double) throws -> Instant {
            try Instant("2024-01-01T00:00:00Z") + TimeSpan(microseconds: Int64(hours * 3_600e6))
        }
        return Event(
            id: "\(id) \(kind) \(hours)", source: source, kind: kind,
            subject: EntityKey(namespace: namespace, id: id), occurredAt: try time(hours),
            recordedAt: try time(recorded ?? hours), attributes: attributes)
    }

    /// Ten days from the anchor, asked a day after it; the data end after forty days.
    static func label(_ change: (inout LabelDefinition) -> Void = { _ in }) -> LabelDefinition {
        var label = LabelDefinition(
            name: "won", outcome: LabelDefinition.Outcome(kind: "won"), window: .days(10), from: .anchor)
        change(&label)
        return label
    }

    static func planner(
        _ label: LabelDefinition, cutoffs: CutoffSchedule? = nil, until: DeclaredHorizon? = nil,
        zone: String = "UTC"
    ) throws -> CasePlanner {
        try CasePlanner(
            unit: "lead", label: label,
            cutoffs: cutoffs
                ?? CutoffSchedule(anchored: CutoffSchedule.Anchor(kind: "created", after: .days(1))),
            eligible: nil, slices: SliceDefinition(train: try PlanningTests.days("2024-01-01", "2024-02-29")),
            until: until, zone: zone)
    }

    static func end() throws -> Event { try event("ping", 40 * 24, of: "z") }

    /// The answer to the one case about the lead `a`.
    static func answer(
        _ events: [Event], _ label: LabelDefinition = label(), until: DeclaredHorizon? = nil
    ) throws -> String {
        let answers = try planner(label, until: until).answers(
            EventLog(events + [try event("created", 0), try end()]))
        let item = try #require(answers.cases.first { $0.entity.id == "a" })
        return item.label.rawValue + (item.reason.map { ": \($0)" } ?? "")
    }

    @Test func eitherOfTwoOutcomesCounts() throws {
        let label = Self.label {
            $0.outcome.or = [EventPattern(kind: "signed", where: ["paid": .flag(true)])]
        }
        let signed = try Self.event("signed", 30, attributes: ["paid": .flag(true)])
        let unpaid = try Self.event("signed", 30, attributes: ["paid": .flag(false)])
        #expect(try Self.answer([signed], label) == "positive")
        #expect(try Self.answer([unpaid], label) == "negative")
        #expect(try Self.answer([try Self.event("won", 30)], label) == "positive")
        #expect(try Self.answer([signed]) == "negative")
    }

    @Test func anOutcomeKnownAtTheCutoffIsNoQuestion() throws {
        #expect(
            try Self.answer([try Self.event("won", 5)]) == "excluded: the outcome was known at the cutoff")
        // Not known yet then: the model would have been asked, and right to say yes.
        #expect(try Self.answer([try Self.event("won", 5, recorded: 25)]) == "positive")
    }

    @Test func theFirstOutcomeCountsOnce() throws {
        let before = try Self.event("won", -100)
        let again = try Self.event("won", 50)
        let first = Self.label { $0.counts = .first }
        #expect(try Self.answer([before, again]) == "positive")
        #expect(try Self.answer([before, again], first) == "excluded: an earlier outcome")
        #expect(try Self.answer([again], first) == "positive")
    }

    @Test func whatEndsTheStoryFirstDecides() throws {
        let lost = LabelDefinition.Competing(events: [EventPattern(kind: "lost")])
        let label = Self.label { $0.competing = lost }
        let strict = Self.label { $0.competing = .init(events: lost.events, then: .excluded) }
        let stories: [([(String, Double)], String, String)] = [
            ([("lost", 30), ("won", 40)], "negative", "excluded: another end came first"),
            ([("won", 30), ("lost", 40)], "positive", "positive"),
            ([("won", 30), ("lost", 30)], "positive", "positive"),
            ([("lost", 30)], "negative", "excluded: another end came first"),
            ([("lost", 300), ("won", 40)], "positive", "positive"), ([], "negative", "negative"),
        ]
        for (story, mild, hard) in stories {
            let events = try story.map { try Self.event($0.0, $0.1) }
            #expect(try Self.answer(events, label) == mild, "\(story)")
            #expect(try Self.answer(events, strict) == hard, "\(story)")
        }
    }

    @Test func exclusionsAreByWhatIsKnown() throws {
        let rule = LabelDefinition.Exclusion(
            kind: "lost", within: TimeSpan(microseconds: 60_000_000), because: "refused by machine")
        let label = Self.label { $0.exclude = [rule] }
        let minute = 1.0 / 60
        #expect(try Self.answer([try Self.event("lost", minute)], label) == "excluded: refused by machine")
        #expect(try Self.answer([try Self.event("lost", 2 * minute)], label) == "negative")
        #expect(try Self.answer([try Self.event("lost", -minute)], label) == "negative")
        // What is recorded only after the cutoff leaves nobody out: the model would have been asked.
        #expect(try Self.answer([try Self.event("lost", minute, recorded: 30)], label) == "negative")
        let any = Self.label {
            $0.exclude = [.init(kind: "test", where: ["is": .flag(true)], because: "a test")]
        }
        let marked = try Self.event("test", 3, attributes: ["is": .flag(true)])
        #expect(try Self.answer([marked], any) == "excluded: a test")
        #expect(try Self.answer([try Self.event("test", 3)], any) == "negative")
    }

    @Test func maturityWaitsForLateRecords() throws {
        let late = try Self.event("won", 100, recorded: 13 * 24)
        #expect(try Self.answer([late]) == "positive")
        #expect(try Self.answer([late], Self.label { $0.maturity = .days(3) }) == "negative")
        #expect(try Self.answer([late], Self.label { $0.maturity = .days(4) }) == "positive")
        #expect(try Self.answer([late], Self.label { $0.maturity = .days(31) }) == "immature")
    }

    /// A mature answer stands: an earlier outcome that is recorded after the deadline takes no case back.
    @Test func anEarlierOutcomeRecordedTooLateLeavesACase() throws {
        let first = Self.label {
            $0.counts = .first
            $0.maturity = .days(3)
        }
        #expect(
            try Self.answer([try Self.event("won", -5, recorded: 13 * 24 - 1)], first)
                == "excluded: an earlier outcome")
        #expect(try Self.answer([try Self.event("won", -5, recorded: 13 * 24)], first) == "negative")
    }

    /// A delay that is only assumed says nothing of how long the source was heard.
    @Test func anAssumedDelayMaturesNothing() throws {
        let created = try Self.event("created", 0, recorded: 30 * 24)
        let log = EventLog([created, try Self.event("ping", 9 * 24, of: "z", recorded: 39 * 24)])
        func answer(_ delays: [String: [String: TimeSpan]]) throws -> [String] {
            let cutoffs = CutoffSchedule(
                calendar: CutoffSchedule.Calendar(
                    from: try CalendarDay("2024-02-01"), to: try CalendarDay("2024-02-01"), every: .day))
            let planner = try CasePlanner(
                unit: "lead",
                label: Self.label {
                    $0.from = .cutoff
                    $0.window = .days(5)
                }, cutoffs: cutoffs, eligible: nil,
                slices: SliceDefinition(train: try PlanningTests.days("2024-01-01", "2024-02-29")),
                delays: delays, zone: "UTC")
            return try planner.answers(log).cases.filter { $0.entity.id == "a" }.map(\.label.rawValue)
        }
        #expect(try answer([:]) == ["negative"])
        #expect(try answer(["crm": ["created": .days(30), "ping": .days(30)]]) == ["immature"])
        #expect(try answer(["crm": ["created": .days(30)], "web": ["ping": .days(30)]]) == ["negative"])
    }

    /// One row of the year 2099 in the outcome's source would mature every label.
    @Test func aDeclaredHorizonHoldsAgainstARowOfTheFuture() throws {
        let future = try Self.event("ping", 24 * 365 * 75, of: "z")
        let young = try Self.event("created", 35 * 24, of: "y")
        let log = EventLog([try Self.event("created", 0), try Self.event("won", 30), young, future])
        func answers(_ until: DeclaredHorizon?, zone: String = "UTC") throws -> [String] {
            try Self.planner(Self.label(), until: until, zone: zone).answers(log).cases.map {
                "\($0.entity.id) \($0.label.rawValue)"
            }
        }
        #expect(try answers(nil) == ["a positive", "y negative"])
        #expect(try answers(DeclaredHorizon("2024-02-14")) == ["a positive", "y negative"])
        #expect(try answers(DeclaredHorizon("2024-02-13")) == ["a positive", "y immature"])
        #expect(try answers(DeclaredHorizon("2024-02-15T00:00:00Z")) == ["a positive", "y negative"])
        #expect(try answers(DeclaredHorizon("2024-02-14T23:59:59Z")) == ["a positive", "y immature"])
        // The day ends earlier in the east.
        #expect(
            try answers(DeclaredHorizon("2024-02-14"), zone: "Asia/Tokyo") == ["a positive", "y immature"])
        #expect(throws: FeatureError.self) { try DeclaredHorizon("soon") }
    }

    @Test func anAccountAnswersForItsLeads() throws {
        func link(_ id: String, _ account: String, _ hours: Double) throws -> Event {
            try Self.event(
                "created", hours, of: id,
                attributes: ["account": .link(EntityKey(namespace: "account", id: account))])
        }
        let log = EventLog([
            try link("a", "A", 0), try link("b", "B", 0), try Self.event("created", 0, of: "c"),
            try Self.event("won", 50, of: "A", namespace: "account"), try Self.end(),
        ])
        let cases = try Self.planner(Self.label { $0.via = "account" }).answers(log).cases
        #expect(
            cases.map { "\($0.entity.id) \($0.label.rawValue) \($0.reason ?? "")" } == [
                "a positive ", "b negative ", "c excluded no account known at the cutoff",
            ])
    }

    @Test func leadsAnswerForTheirAccount() throws {
        func link(_ id: String, _ account: String, _ hours: Double) throws -> Event {
            try Self.event(
                "joined", hours, of: id, namespace: "person",
                attributes: ["lead": .link(EntityKey(namespace: "lead", id: account))])
        }
        let log = EventLog([
            try Self.event("created", 0), try Self.event("created", 0, of: "b"), try link("p", "a", 1),
            // Joins only after the cutoff: nobody could have known.
            try link("q", "b", 25), try Self.event("won", 50, of: "p", namespace: "person"),
            try Self.event("won", 50, of: "q", namespace: "person"), try Self.end(),
        ])
        let cases = try Self.planner(Self.label { $0.members = "lead" }).answers(log).cases
        #expect(cases.map { "\($0.entity.id) \($0.label.rawValue)" } == ["a positive", "b negative"])
    }

    @Test func daysAndAnchorsAskTogether() throws {
        let calendar = CutoffSchedule.Calendar(
            from: try CalendarDay("2024-01-02"), to: try CalendarDay("2024-01-23"), every: .week)
        let anchored = CutoffSchedule.Anchor(kind: "created", after: .days(1))
        let both = CutoffSchedule(calendar: calendar, anchored: anchored)
        let log = EventLog([
            try Self.event("created", 0), try Self.event("seen", 30, of: "b"), try Self.end(),
        ])
        func asked(_ label: LabelDefinition) throws -> [String] {
            try Self.planner(label, cutoffs: both).answers(log).cases.filter { $0.entity.id != "z" }.map {
                "\($0.entity.id) \($0.cutoff.dateText) \($0.labelStart.dateText)"
            }
        }
        // Within ten days of the anchor, and no day twice; who has no anchor is not asked.
        #expect(try asked(Self.label()) == ["a 2024-01-02 2024-01-01", "a 2024-01-09 2024-01-01"])
        #expect(
            try asked(Self.label { $0.from = .cutoff }) == [
                "a 2024-01-02 2024-01-02", "a 2024-01-09 2024-01-09", "b 2024-01-09 2024-01-09",
                "a 2024-01-16 2024-01-16", "b 2024-01-16 2024-01-16", "a 2024-01-23 2024-01-23",
                "b 2024-01-23 2024-01-23",
            ])
    }

    @Test(arguments: ["maturity", "members", "competing", "because", "within", "after"])
    func contradictionsNameTheirPlace(_ fault: String) throws {
        let error = #expect(throws: DatasetError.self) {
            _ = try Self.planner(
                Self.label { label in
                    switch fault {
                    case "maturity": label.maturity = .days(-1)
                    case "members": (label.via, label.members) = ("account", "account")
                    case "competing": label.competing = .init(events: [])
                    case "because": label.exclude = [.init(kind: "lost", because: "")]
                    case "within": label.exclude = [.init(kind: "lost", within: .days(-1), because: "x")]
                    default: label.exclude = [.init(kind: "lost", after: "created", because: "x")]
                    }
                })
        }
        #expect(error?.keyPath?.contains(fault) == true)
    }
}
