/// Points between the system calls of a write at which a test looks at what a kill would have left.
package enum WriteStep {
    /// Called with the name of each step once it is done; nil outside tests.
    @TaskLocal package static var observer: (@Sendable (String) -> Void)?

    static func reached(_ name: String) { observer?(name) }
}
