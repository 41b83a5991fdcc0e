import Datasets
import Features

extension FieldDefinition {
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
