extension JSONParser {
    /// A number: whole ones that fit 64 bits as integers, others as the nearest double.
    mutating func number() throws(StorageError) -> JSONValue {
        let start = position
        let negative = take("-")
        let leading = next
        let whole = digits()
        guard whole > 0 else {
            throw failure("expected a value")
        }
        if leading == UInt8(ascii: "0") && whole > 1 { throw failure("a number may not begin with 0") }
        var isWhole = true
        if take(".") {
            isWhole = false
            if digits() == 0 { throw failure("expected a digit after the point") }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            if digits() == 0 { throw failure("expected a digit in the exponent") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        // "-0" is the double, since no integer has that sign.
        if isWhole, let integer = Int64(text), !(negative && integer == 0) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            throw failure("the number is too large for a double")
        }
        return .number(number)
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        return position - start
    }

    /// A string, from its opening quote on.
    mutating func string() throws(StorageError) -> String {
        position += 1
        var content: [UInt8] = []
        while true {
            let start = position
            while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
                position += 1
            }
            content.append(contentsOf: bytes[start..<position])
            if take("\"") { break }
            guard next != nil else { throw failure("a string does not end") }
            guard take("\\") else {
                throw failure("a string holds a control character; write it as an escape")
            }
            try escape(into: &content)
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw failure("a string is not UTF-8")
        }
        return text
    }

    private mutating func escape(into content: inout [UInt8]) throws(StorageError) {
        guard let character = next else { throw failure("a string does not end") }
        position += 1
        switch character {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(character)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            var code = try unit()
            if code >> 10 == 0xD800 >> 10, take("\\"), take("u") {
                let low = try unit()
                guard low >> 10 == 0xDC00 >> 10 else { throw failure("half of a surrogate pair") }
                code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure("half of a surrogate pair") }
            content.append(contentsOf: String(Character(scalar)).utf8)
        default: throw failure("an unknown escape in a string")
        }
    }

    private mutating func unit() throws(StorageError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("expected four hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
