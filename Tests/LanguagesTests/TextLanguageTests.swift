import Dispatch
import Languages
import Synchronization
import Testing

/// Languages of sentences that leads might write.
@Suite struct TextLanguageTests {
    /// Of ten sentences a language, each of one line.
    @Test func mostSentencesAreToldRightAndFewWrong() {
        var (right, wrong, open) = (0, [String](), 0)
        for (code, texts) in Sentences.byLanguage {
            #expect(texts.count == 10)
            for text in texts {
                switch TextLanguage.code(of: text) {
                case code: right += 1
                case nil: open += 1
                case let other?: wrong.append("\(code) as \(other): \(text)")
                }
            }
        }
        #expect(Sentences.byLanguage.count == 14)
        #expect(right >= 134 && wrong.count <= 1, "\(right) right, \(open) not told, \(wrong)")
    }

    /// Ten sentences together leave no doubt.
    @Test(arguments: Sentences.byLanguage.map(\.code))
    func aMessageOfTenSentencesIsToldRight(_ code: String) throws {
        let texts = try #require(Sentences.byLanguage.first { $0.code == code }?.texts)
        #expect(TextLanguage.code(of: texts.joined(separator: " ")) == code)
        #expect(TextLanguage.code(of: texts.joined(separator: "\n\u{1}\u{0}\u{FFFE}")) == code)
        #expect(TextLanguage.code(of: texts.joined(separator: " 👍🏽 ")) == code)
    }

    @Test(arguments: [
        "", " ", "ok", "12345", "N/A", "👍👍👍", "👩‍👩‍👧‍👦🏳️‍🌈", "\u{0}\u{0}", "asdf qwer zxcv",
        "kjhgf lkjh poiuy mnbvc trewq",
        "https://example.com/a?b=c", "\u{FFFF}\u{10FFFF}", "𐌰𐌱𐌲𐌳𐌴", "\u{301}\u{301}\u{301}",
    ])
    func whatIsNoLanguageIsNotToldToBeOne(_ text: String) {
        #expect(TextLanguage.code(of: text) == nil)
    }

    @Test func codesAreThoseOfToday() {
        #expect(TextLanguage.code(of: "שלום, אנחנו מחפשים כלי עבור צוות המכירות שלנו לחודש הבא") == "he")
        #expect(
            TextLanguage.code(
                of: "Vi trenger et tilbud til tjue brukere, og vi ønsker ikke å vente lenge på svar fra dere")
                == "nb")
        #expect(TextLanguage.code(of: "請寄給我二十個使用者的報價單，我們下個月要開始使用這個軟體。") == "zh-Hant")
    }

    /// What comes after the first 65,536 characters does not count.
    @Test func longTextsAreLookedAtFromTheirBeginning() {
        let english = "We would like to talk about prices and about the contract with you. "
        let german = "Wir möchten mit Ihnen über die Preise und über den Vertrag sprechen. "
        let long = String(repeating: english, count: 1_000) + String(repeating: german, count: 150_000)
        #expect(long.utf8.count > 10_000_000)
        #expect(TextLanguage.code(of: long) == "en")
        #expect(TextLanguage.code(of: String(repeating: "a", count: 100_000)) == nil)
        #expect(TextLanguage.code(of: String(repeating: "\u{0}", count: 100_000) + german) == nil)
    }

    @Test func threadsGiveTheSameAnswers() {
        let texts = Sentences.byLanguage.flatMap(\.texts)
        let alone = texts.map { TextLanguage.code(of: $0) }
        let differing = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { worker in
            for turn in 0..<texts.count {
                let index = (turn * 11 + worker * 17) % texts.count
                if TextLanguage.code(of: texts[index]) != alone[index] { differing.withLock { $0 += 1 } }
            }
        }
        #expect(differing.withLock { $0 } == 0)
    }
}
