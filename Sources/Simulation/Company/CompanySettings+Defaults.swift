internal import Features

extension CompanySettings {
    var accountCount: Int { accounts ?? max(1, leads / 3) }
    var windowOrDefault: TimeSpan { window ?? .days(60) }
    var askOrDefault: TimeSpan { ask ?? .days(14) }

    var personasOrDefault: [Persona] {
        personas ?? [
            Persona(name: "champion", share: 0.15, conversion: 1.1, activity: 1.6),
            Persona(name: "evaluator", share: 0.35, conversion: 0.3, activity: 1.2),
            Persona(name: "browser", share: 0.35, conversion: -0.6, activity: 0.8),
            Persona(name: "student", share: 0.15, conversion: -1.6, activity: 1),
        ]
    }

    var intentsOrDefault: [Intent] {
        intents ?? [
            Intent(topic: .pricing, share: 0.25, conversion: 0.8),
            Intent(topic: .integration, share: 0.3, conversion: 0.3),
            Intent(topic: .problem, share: 0.2, conversion: -0.2),
            Intent(topic: .learning, share: 0.25, conversion: -0.8),
        ]
    }
}
