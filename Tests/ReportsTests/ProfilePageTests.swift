import Datasets
import FoundationEssentials
import Reports
import Storage
import TestKit
import Testing

/// The page of the profile that the tests of Datasets keep as JSON.
struct ProfilePageTests {
    private func profile() throws -> DataProfile {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../DatasetsTests/Goldens/profile.json")
        return try CanonicalJSON.decode(
            DataProfile.self, from: Array(Data(contentsOf: file)), file: "profile.json")
    }

    @Test func thePageIsAsKept() throws {
        let page = ProfilePage(try profile(), name: "company", title: "A made-up <company>").render()
        #expect(try Golden.keeps(page, as: "profile.html"))
        #expect(page.contains("A made-up &lt;company&gt;") && !page.contains("<script"))
        #expect(
            !page.contains("http://")
                || page.replacing("http://www.w3.org/2000/svg", with: "").contains("http://") == false)
        #expect(!page.contains("https://"))
    }

    /// Every finding is on the page with its evidence, remedy and false alarms.
    @Test func everyFindingIsTold() throws {
        let profile = try profile()
        #expect(profile.findings.count >= 4 && !profile.steps.isEmpty)
        let page = ProfilePage(profile, name: "company", title: "x").render()
        for finding in profile.findings {
            #expect(page.contains("<code>\(finding.place)</code>"))
            for text in [finding.remedy, finding.falseAlarms, String(finding.evidence.dropFirst())] {
                let escaped = text.replacing("'", with: "&#39;").replacing("\"", with: "&quot;")
                #expect(page.contains(escaped), "\(text)")
            }
        }
    }

    @Test func anEmptyProfileHasAPage() throws {
        var profile = try profile()
        (profile.findings, profile.steps, profile.kinds, profile.fields) = ([], [], [], [])
        (profile.rhythms, profile.sources, profile.channels, profile.months, profile.weeks) = (
            [], [], [], [], []
        )
        #expect(ProfilePage(profile, name: "x", title: "x").render().contains("Nothing odd was found."))
    }
}
