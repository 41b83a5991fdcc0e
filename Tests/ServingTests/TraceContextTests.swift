import Testing

@testable import Serving

@Suite struct TraceContextTests {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let span = "b7ad6b7169203331"

    @Test func readsAndWritesWhatTheStandardShows() throws {
        let text = "00-\(Self.trace)-\(Self.span)-01"
        let context = try #require(
            TraceContext(parent: text, state: "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"))
        #expect(context.trace == (0x0AF7_6519_16CD_43DD, 0x8448_EB21_1C80_319C))
        #expect(context.span == 0xB7AD_6B71_6920_3331)
        #expect(context.isSampled)
        #expect(context.state == "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")
        #expect(context.parent == text && context.traceDigits == Self.trace)
    }

    @Test func onlyTheLowestFlagCounts() throws {
        #expect(try #require(TraceContext(parent: "00-\(Self.trace)-\(Self.span)-03", state: nil)).isSampled)
        #expect(try !#require(TraceContext(parent: "00-\(Self.trace)-\(Self.span)-02", state: nil)).isSampled)
    }

    @Test func laterVersionsMaySayMore() throws {
        #expect(TraceContext(parent: "cc-\(Self.trace)-\(Self.span)-01-more", state: nil) != nil)
        #expect(TraceContext(parent: "cc-\(Self.trace)-\(Self.span)-01", state: nil) != nil)
    }

    @Test(arguments: [
        "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01-more", "cc-\(trace)-\(span)-01more",
        "ff-\(trace)-\(span)-01", "0g-\(trace)-\(span)-01", "00-\(trace.uppercased())-\(span)-01",
        "00-\(String(repeating: "0", count: 32))-\(span)-01",
        "00-\(trace)-\(String(repeating: "0", count: 16))-01",
        "00-\(trace)-\(span)-0x", "00_\(trace)-\(span)-01", " 00-\(trace)-\(span)-01",
        "00-\(trace)-\(span)-01 ",
        "00-\(trace.dropLast())-\(span)-011",
    ])
    func whatIsMalformedIsIgnored(_ text: String) { #expect(TraceContext(parent: text, state: "a=b") == nil) }

    @Test(arguments: [
        "a=b", "a=b,c=d", "a=b , c=d", "a=b,,c=d", "1a@vendor=x y", "a_-*/=!~",
        "a=" + String(repeating: "x", count: 256),
    ])
    func statesThatAreCarried(_ text: String) { #expect(TraceState.isValid(text)) }

    @Test(arguments: [
        "", " ", "a", "=b", "a=", "A=b", "1a=b", "a=b,a=c", "a=b=c", "a=\u{7F}", "a=é", "@v=b", "a@=b",
        "a@b@c=d",
        "a=" + String(repeating: "x", count: 257), (0..<33).map { "a\($0)=b" }.joined(separator: ","),
        String(repeating: "a", count: 257) + "=b",
    ])
    func statesThatAreDropped(_ text: String) throws {
        #expect(!TraceState.isValid(text))
        let context = try #require(TraceContext(parent: "00-\(Self.trace)-\(Self.span)-01", state: text))
        #expect(context.state.isEmpty)
    }

    @Test func readsEndpoints() throws {
        let plain = try #require(TraceEndpoint("http://collector:4000/v1/traces"))
        #expect(plain.host == "collector" && plain.port == 4000 && plain.path == "/v1/traces")
        #expect(try #require(TraceEndpoint("http://[::1]/v1/traces")).host == "::1")
        #expect(try #require(TraceEndpoint("http://10.0.0.1/v1/traces")).port == 4318)
        for text in [
            "", "collector:4318", "https://c/v1/traces", "http://c", "http:///v1/traces", "http://c:0/v1",
            "http://c:x/v1",
            "http://c:70000/v1", "http://u@c/v1", "http://c/v1?x", "http://c/a b", "http://[::1]x/v1",
        ] {
            #expect(TraceEndpoint(text) == nil, "\(text)")
        }
    }

    @Test func headersOfAnExportAreOneLineEach() {
        #expect(TraceConfiguration.isHeader("x-api-key", "a b"))
        for (name, value) in [
            ("", "a"), ("a b", "c"), ("a", "b\r\nc: d"), ("Host", "x"), ("a:", "b"), ("a", "é"),
        ] {
            #expect(!TraceConfiguration.isHeader(name, value))
        }
    }
}
