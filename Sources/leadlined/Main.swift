import Terminal

@main
enum Main {
    static func main() {
        Program(name: "leadlined", version: ServeCommand.version, root: .single(ServeCommand.self)).main()
    }
}
