import Datasets
import Features

extension FieldDefinition {
    /// What an import would quarantine about an attribute of this field, without the value; nil where it fits.
    func problem(of value: AttributeValue) -> String? {
        switch (value, type) {
        case (.flag, .boolean): return nil
        case (.text(let text), .text): return problem(ofText: text)
        case (.link(let key), .key):
            return key.namespace == namespace
                ? problem(ofText: key.id) : "is no key of the namespace \(namespace ?? "")"
        case (.number(let number), .number), (.number(let number), .integer):
            if type == .integer, number != number.rounded() || abs(number) > 0x1p53 {
                return "is not a whole number"
            }
            if let minimum, number < minimum { return "is below the minimum of \(minimum)" }
            if let maximum, number > maximum { return "is above the maximum of \(maximum)" }
            return nil
        case (.number(let number), .date), (.number(let number), .instant):
            let years = Double(Instant.earliest.microseconds)...Double(Instant.latest.microseconds)
            return years.contains(number) ? nil : "lies outside the years 0 to 9999"
        default: return "is not \(type.words)"
        }
    }

    private func problem(ofText text: String) -> String? {
        allowed?.contains(text) == false ? "is not one of the values allowed" : nil
    }

    /// Whether an attribute of this field can have a value.
    func canBe(_ value: AttributeValue) -> Bool {
        switch (value, type) {
        case (.number(let number), .integer): number == number.rounded()
        case (.number, .number), (.flag, .boolean), (.link, .key): true
        case (.text(let text), .text): allowed?.contains(text) != false
        default: false
        }
    }

    /// Whether an attribute of this field can equal a plain value, as `FilterValue.matches` has it.
    func canBe(_ value: FilterValue) -> Bool {
        switch (value, type) {
        case (.text, .key): true
        // A text such as 4 is read as a number from YAML.
        case (.number(let number), .text): allowed?.contains { Double($0) == number } != false
        default: canBe(value.attribute)
        }
    }
}

extension FieldDefinition.Kind {
    /// A value of the type in words.
    var words: String {
        switch self {
        case .key: "a link"
        case .integer: "a whole number"
        case .number: "a number"
        case .text: "a text"
        case .boolean: "a truth value"
        case .date: "a date"
        case .instant: "an instant"
        }
    }
}

extension AttributeValue {
    /// The value in words.
    var words: String {
        switch self {
        case .text(let text): "the text \"\(text)\""
        case .number, .flag: category
        case .link: "a link"
        }
    }
}
