import Features
import Testing

@testable import Workflow

@Suite("Leads by pseudonym")
struct PseudonymLeadTests {
    private let leads = ["a", "b", "c"].map { EntityKey(namespace: "customer", id: $0) }

    private func lead(_ text: String, _ pseudonyms: [String]) throws -> EntityKey {
        try DataRoom.lead(text, among: zip(leads, pseudonyms), "customer")
    }

    @Test("one that begins with the digits is found, several and none are refused")
    func resolution() throws {
        let pseudonyms = ["00112233445566", "001122334455ff", "ff112233445566"]
        #expect(try lead("ff1122334455", pseudonyms) == leads[2])
        #expect(try lead("001122334455ff", pseudonyms) == leads[1])
        let several = #expect(throws: WorkflowError.self) { try lead("001122334455", pseudonyms) }
        #expect(
            several?.description.contains("the pseudonyms of 2 customers begin with 001122334455") == true)
        let none = #expect(throws: WorkflowError.self) { try lead("aa1122334455", pseudonyms) }
        #expect(none?.description.contains("no customer has the id or the pseudonym") == true)
    }
}
