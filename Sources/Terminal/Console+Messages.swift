extension Console {
    /// A line of the result.
    public func line(_ text: String = "") { screen.write(text + "\n") }

    /// Text of the result as it is, without a line end.
    public func write(_ text: String) { screen.write(text) }

    /// A title over what follows, with a blank line before it.
    public func heading(_ text: String) {
        line()
        line(Style.bold.applied(to: text, if: capabilities.outputHasStyle))
    }

    /// A line beside the result.
    public func note(_ text: String) { screen.report(text + "\n") }

    /// Something to look at that does not stop the work.
    public func warn(_ text: String) {
        note(Style.yellow.applied(to: "warning:", if: capabilities.errorsHaveStyle) + " \(text)")
    }

    /// Why the work stopped, and what to do.
    public func error(_ what: String, remedy: String) {
        note(Style.red.applied(to: "error:", if: capabilities.errorsHaveStyle) + " \(what)")
        if !remedy.isEmpty { note("remedy: \(remedy)") }
    }

    /// Why the work stopped, from an error whose text may tell the remedy behind `; remedy: `.
    public func error(describing error: any Error) {
        let text = "\(error)"
        guard let range = text.firstRange(of: "; remedy: ") else { return self.error(text, remedy: "") }
        self.error(String(text[..<range.lowerBound]), remedy: String(text[range.upperBound...]))
    }
}
