import Testing

@testable import Serving

@Suite struct InferenceOutputTests {
    /// The text of an output is written by hand; its name and its datatype are those that metadata declare.
    @Test(arguments: InferenceOutput.allCases)
    func writesItsNameAndDatatype(output: InferenceOutput) throws {
        var writer = JSONWriter()
        writer.raw(output.head)
        writer.number(2)
        writer.rest(InferenceOutput.middle)
        writer.number(0.25)
        writer.number(0.5)
        writer.rest(InferenceOutput.end)
        let members = try JSONDocument(parsing: writer.bytes).root.members
        #expect(members["name"]?.string == output.rawValue)
        #expect(members["datatype"]?.string == Datatype.fp64.rawValue)
        #expect(members["shape"]?.elements.map(\.integer) == [2])
        #expect(members["data"]?.elements.map(\.number) == [0.25, 0.5])
        #expect(members.count == 4)
    }
}
