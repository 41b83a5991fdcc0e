import Datasets
import Features
import Storage
import TestKit
import Testing

/// Each fault that a profile looks for is found where it was planted, and nothing where none was.
struct ProfileTests {
    private static let hour: Int64 = 3_600_000_000
    private static let second: Int64 = 1_000_000

    private func places(_ profile: DataProfile) -> Set<String> {
        Set(profile.findings.map { "\($0.check.rawValue) \($0.place)" })
    }

    @Test func aFaultlessYearHasNoFinding() throws {
        var world = ProfileWorld()
        world.run()
        let profile = try world.profile()
        #expect(profile.findings.map { "\($0.check) \($0.place) \($0.evidence)" } == [])
        #expect(profile.severity == nil)
        #expect(profile.unsearched == [])
        #expect(profile.months.count == 12 && profile.months.first == "2024-01")
        #expect(profile.events == world.events.count)
        #expect(profile.kinds.map(\.kind) == ["signup", "opened", "sent", "visit"])
        #expect(profile.kinds.map { $0.months.reduce(0, +) }.reduce(0, +) == world.events.count)
        #expect(profile.channels.map(\.channel) == ["crm", "email", "web"])
        let page = try #require(profile.fields.first { $0.field == "page" })
        #expect(page.type == .text && page.category?.distinct == 4)
        #expect(page.category?.newMonths == [4] + [Int](repeating: 0, count: 11))
        #expect(page.nullMonths.reduce(0, +) == page.nulls && page.nulls > 0)
        #expect(profile.fields.first { $0.field == "duration" }?.number?.medianMonths.count == 12)
    }

    @Test func theSameRowsGiveTheSameProfileInAnyOrder() throws {
        var world = ProfileWorld(seed: 2)
        world.run(ProfileWorld.Faults(missing: { $0 < 250 ? 5 : 60 }))
        let profile = try world.profile()
        world.events.reverse()
        #expect(try world.profile() == profile)
    }

    @Test func stepsAreFoundAndNamed() throws {
        var world = ProfileWorld(seed: 3)
        world.run(
            ProfileWorld.Faults(
                mail: { $0 < 252 ? 100 : 30 }, missing: { (182..<210).contains($0) ? 80 : 5 },
                employees: { $0 < 210 ? 1 : 100 }, hasFourthRegion: { $0 >= 200 }))
        let profile = try world.profile()
        let found = places(profile)
        #expect(found.contains("volumeStep mail.sent"))
        #expect(found.contains("nullStep web.visit.page"))
        #expect(found.contains("valueStep crm.signup.employees"))
        #expect(found.contains("newValue crm.signup.region"))
        #expect(!found.contains("volumeStep web.visit") && !found.contains("nullStep crm.signup.region"))
        let volume = try #require(
            profile.findings.first { $0.place == "mail.sent" && $0.check == .volumeStep })
        #expect(volume.months == ["2024-09"])
        #expect(volume.evidence.contains("from the week of 2024-09-0"))
        #expect(volume.falseAlarms.contains("5 % of profiles without a step"))
        let nulls = try #require(profile.findings.first { $0.check == .nullStep })
        #expect(nulls.evidence.contains("to that of 2024-07-"))
        let region = try #require(profile.findings.first { $0.check == .newValue })
        #expect(region.evidence.contains("1 of 4 categories") && region.evidence.contains("'west'"))
        #expect(try Golden.keeps(CanonicalJSON.encode(profile), as: "profile.json"))
        let step = try #require(profile.steps.first { $0.place == "mail.sent" })
        #expect(step.weeks.count == step.values.count && step.lastWeek == nil)
    }

    @Test func aSilentWeekIsFound() throws {
        var world = ProfileWorld(seed: 4)
        world.run(ProfileWorld.Faults(isSilent: { (170..<174).contains($0) }))
        let finding = try #require(try world.profile().findings.first { $0.check == .silence })
        #expect(finding.place == "web.visit" && finding.months == ["2024-06"])
        #expect(finding.evidence.contains("4 days") && finding.evidence.contains("2024-06-19 to 2024-06-22"))
    }

    @Test func timesThatCannotBeAreCounted() throws {
        var world = ProfileWorld(seed: 5)
        world.run()
        let noon = ProfileWorld.start.microseconds + 40 * 24 * Self.hour + 12 * Self.hour
        for lead in 0..<3 {
            world.add("web", "visit", lead, at: noon, recorded: noon - 2 * Self.hour, ["page": .text("home")])
        }
        world.add("web", "visit", 1, at: noon + 700 * 24 * Self.hour, recorded: noon, ["page": .text("home")])
        world.add(
            "web", "visit", 1, at: noon - 9_000 * 24 * Self.hour, recorded: noon, ["page": .text("home")])
        // A lead that acts before its signup, answers before the message, and has the outcome first.
        world.add("crm", "signup", 5, at: noon)
        world.add("mail", "opened", 5, at: noon - Self.hour, ["message": .text("x")])
        world.add("mail", "sent", 5, at: noon + Self.hour, ["message": .text("x")])
        world.until = try DeclaredHorizon("2024-12-29")
        let profile = try world.profile(
            QualitySettings(
                shuffles: 99, creation: ["lead": "signup"],
                order: [QualitySettings.Order(first: "sent", then: "opened", by: "message")]))
        func evidence(_ check: ProfileCheck, _ place: String) -> String {
            profile.findings.first { $0.check == check && $0.place.hasPrefix(place) }?.evidence ?? "nothing"
        }
        #expect(evidence(.recordedBeforeOccurred, "web.visit").hasPrefix("4 events"))
        #expect(evidence(.occurredInFuture, "web.visit").hasPrefix("1 events"))
        #expect(evidence(.farTime, "web.visit").hasPrefix("1 events"))
        #expect(evidence(.beforeCreation, "mail.opened").contains("of 1 entities"))
        #expect(evidence(.replyBeforeMessage, "mail.opened").hasPrefix("1 events"))
        #expect(evidence(.outcomeBeforeAnchor, "mail.opened").hasPrefix("1 entities"))
        #expect(profile.firstDay >= "2023-12-31" && profile.lastDay <= "2024-12-31")
    }

    @Test func aSourceOfAnotherZoneIsSuspected() throws {
        var world = ProfileWorld(seed: 6)
        world.run(ProfileWorld.Faults(shift: { _ in 10 }))
        let profile = try world.profile()
        let finding = try #require(profile.findings.first { $0.check == .shiftedHours })
        #expect(finding.source == "web" && finding.evidence.contains("10 hours later"))
        #expect(profile.rhythms.first { $0.source == "web" }?.hoursLater == 10)
        #expect(!profile.findings.contains { $0.check == .shiftedHours && $0.source != "web" })
    }

    @Test func aClockSetWrongInMidYearIsAStep() throws {
        var world = ProfileWorld(seed: 7)
        world.run(ProfileWorld.Faults(shift: { $0 < 200 ? 0 : 3 }))
        #expect(places(try world.profile()).contains("hourStep web"))
    }

    @Test func utcReadAsLocalTimeShowsWhenClocksChange() throws {
        // In summer Berlin is two hours ahead: a right source keeps its hours, a wrong one loses one.
        let summer: (Int) -> Bool = { (91..<301).contains($0) }
        var right = ProfileWorld(seed: 8)
        right.zone = "Europe/Berlin"
        right.ahead = { summer($0) ? 2 : 1 }
        var wrong = right
        right.run()
        #expect(try right.profile().findings.map(\.check) == [])
        wrong.run(ProfileWorld.Faults(shift: { summer($0) ? -1 : 0 }))
        let finding = try #require(try wrong.profile().findings.first { $0.check == .daylightSaving })
        #expect(finding.source == "web" && finding.evidence.contains("an hour earlier"))
    }

    @Test func datesInTheGuiseOfTimesAreSeen() throws {
        var world = ProfileWorld(seed: 9)
        world.run()
        world.events = world.events.map { event in
            guard event.source == "crm" else { return event }
            var event = event
            event.occurredAt = event.occurredAt.startOfDay
            return event
        }
        let found = try world.profile().findings.filter { $0.check == .midnight }
        #expect(found.map(\.source) == ["crm"])
        #expect(found.first?.remedy.contains("declare the field as a date") == true)
    }

    @Test func machinesAreToldFromPeople() throws {
        var world = ProfileWorld(seed: 10)
        world.run()
        let noon = ProfileWorld.start.microseconds + 100 * 24 * Self.hour + 12 * Self.hour
        for place in 0..<40 {
            world.add("web", "visit", 900, at: noon + Int64(place) * Self.second / 5, ["page": .text("home")])
            world.add(
                "web", "visit", 901, at: noon + Int64(place) * 17 * Self.second, ["page": .text("home")])
        }
        for hour in 0..<72 {
            let time = noon + Int64(hour) * Self.hour + Int64(hour * hour % 50) * 60 * Self.second
            world.add("web", "visit", 902, at: time, ["page": .text("home")])
        }
        // A form of many fields is one act.
        for _ in 0..<40 { world.add("web", "visit", 903, at: noon, ["page": .text("home")]) }
        for place in 0..<60 {
            let sent = noon + Int64(place) * 5 * Self.hour
            world.add("mail", "sent", 910 + place % 9, at: sent, ["message": .text("s\(place)")])
            world.add(
                "mail", "opened", 910 + place % 9, at: sent + 2 * Self.second, ["message": .text("s\(place)")]
            )
        }
        let profile = try world.profile(
            QualitySettings(
                shuffles: 99, reactions: QualitySettings.Reactions(to: ["sent"], of: ["opened"])))
        func evidence(_ check: ProfileCheck) -> String {
            profile.findings.first { $0.check == check }?.evidence ?? "nothing"
        }
        #expect(evidence(.superhumanRate).hasPrefix("1 entities"))
        #expect(evidence(.superhumanRate).contains(": 40 of"))
        #expect(
            evidence(.constantInterval).hasPrefix("1 entities") || evidence(.constantInterval).hasPrefix("2"))
        #expect(evidence(.roundTheClock).hasPrefix("1 entities"))
        #expect(evidence(.instantReaction).hasPrefix("60 of"))
    }

    @Test func outliersAndPersonalFields() throws {
        var world = ProfileWorld(seed: 11)
        world.run()
        world.add(
            "web", "visit", 1, at: ProfileWorld.start.microseconds + 50 * 24 * Self.hour + 11 * Self.hour,
            ["duration": .number(9_999_999), "page": .text("home")])
        let finding = try #require(try world.profile().findings.first { $0.check == .outliers })
        #expect(finding.place == "web.visit.duration" && finding.months == ["2024-02"])
        #expect(finding.evidence.hasPrefix("1 above "))
        world.sources["web"]?.fields["duration"]?.personal = true
        world.sources["web"]?.fields["page"]?.personal = true
        let hidden = try world.profile()
        #expect(hidden.findings.map(\.check) == [])
        for field in hidden.fields where field.source == "web" && field.field != "mobile" {
            #expect(field.number == nil && field.category == nil)
        }
    }

    @Test func quarantineAndReconciliation() throws {
        var world = ProfileWorld(seed: 12)
        world.run()
        let text = #"{"source": "web", "row": 7, "field": "page", "reason": "text of 3 characters"}"#
        let rows = [
            try CanonicalJSON.decode(QuarantinedRow.self, from: Array(text.utf8), file: "quarantine.jsonl")
        ]
        let table = EventTable(world.events)
        let profiler = world.profiler(QualitySettings(shuffles: 99))
        let profile = try profiler.profile(table, manifest: world.manifest(bad: 1), quarantine: rows)
        #expect(profile.sources.map(\.reconciles) == [true, true, true])
        let finding = try #require(profile.findings.first { $0.source == "web" })
        #expect(finding.check == .quarantine && finding.evidence.contains("1 x page: text of 3 characters"))
        var unmapped = try world.manifest()
        unmapped.sources[0].unmapped = ["region": 3]
        let mapped = try profiler.profile(table, manifest: unmapped, quarantine: [])
        #expect(mapped.findings.map(\.check) == [.unmapped] && mapped.findings[0].place == "crm.region")
        var broken = try world.manifest()
        broken.sources[0].counts.read += 5
        let lost = try profiler.profile(table, manifest: broken, quarantine: [])
        #expect(lost.findings.first?.check == .reconciliation && lost.severity == .fail)
    }

    @Test func anEmptyLogHasAProfile() throws {
        let world = ProfileWorld()
        let profile = try world.profile()
        #expect(profile.events == 0 && profile.findings == [])
    }
}
