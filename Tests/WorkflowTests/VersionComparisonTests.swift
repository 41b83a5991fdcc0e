import Storage
import Testing

@testable import Workflow

/// What two versions are compared about.
struct VersionComparisonTests {
    @Test func theLabelIsThatOfEventsOrOfATable() {
        func table(_ positive: String) -> JSONValue {
            .object(["table": .object(["label": .object(["positive": .text(positive)])])])
        }
        func events(_ window: String) -> JSONValue { .object(["label": .object(["window": .text(window)])]) }
        #expect(VersionComparison.label(table("yes")) == .object(["positive": .text("yes")]))
        #expect(VersionComparison.label(table("yes")) != VersionComparison.label(table("no")))
        #expect(VersionComparison.label(events("30d")) == .object(["window": .text("30d")]))
        #expect(VersionComparison.label(events("30d")) != VersionComparison.label(table("yes")))
    }
}
