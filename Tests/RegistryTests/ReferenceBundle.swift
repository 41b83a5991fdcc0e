/// What `model_signing` 1.1.1 from PyPI made of two files with a key of `openssl ecparam -name prime256v1 -genkey`.
enum ReferenceBundle {
    static let files = ["golden.json": "[3]\n", "model.json": "{\"seed\":\"one\"}\n"]

    static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE4MbmpTZOLnqSPxYH2wqym1nDhPOK
        nO7krxAEqp6D1qSRBG3KTAI3zWPU8PNeOEEaNRfxfIAqHZmGr2Df0PZE0Q==
        -----END PUBLIC KEY-----

        """

    static let bundle = """
        {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey"\
        :{"hint":"702861ff8e01695411d086a5b00c425e359a9458ae9bc6d4bd8d3f92f3ec32ae"},"tlogEntries":[]},"\
        dsseEnvelope":{"payload":"ewogICJfdHlwZSI6ICJodHRwczovL2luLXRvdG8uaW8vU3RhdGVtZW50L3YxIiwKICAic3\
        ViamVjdCI6IFsKICAgIHsKICAgICAgIm5hbWUiOiAiZngiLAogICAgICAiZGlnZXN0IjogewogICAgICAgICJzaGEyNTYiOi\
        AiZGUzYjRiZGY4NjEyNmRiMGFiN2Q0ZGFjYWMxNWEwZjU5MjFmODZkOGU2YjRhNjhiZGJkZjY5NGJkYmNiODQxYyIKICAgIC\
        AgfQogICAgfQogIF0sCiAgInByZWRpY2F0ZVR5cGUiOiAiaHR0cHM6Ly9tb2RlbF9zaWduaW5nL3NpZ25hdHVyZS92MS4wIi\
        wKICAicHJlZGljYXRlIjogewogICAgInJlc291cmNlcyI6IFsKICAgICAgewogICAgICAgICJhbGdvcml0aG0iOiAic2hhMj\
        U2IiwKICAgICAgICAiZGlnZXN0IjogImIxMzBkMDg2ZTk0NTAwNWRjY2RlOTkwMmE0ZjIwYjhjN2M3MGE2ODBhMmQwMTk1Mj\
        NhNTEwMmRkN2QwMzFkZmEiLAogICAgICAgICJuYW1lIjogImdvbGRlbi5qc29uIgogICAgICB9LAogICAgICB7CiAgICAgIC\
        AgImFsZ29yaXRobSI6ICJzaGEyNTYiLAogICAgICAgICJkaWdlc3QiOiAiM2U4YTJmNDc1YmQ5MjAzNTU2M2MzNDFjMTNhZW\
        I1ZGQzN2E2ZGQxOWI0MDVhNTc2MDA5YmU4YzJjZjJmMTAxOCIsCiAgICAgICAgIm5hbWUiOiAibW9kZWwuanNvbiIKICAgIC\
        AgfQogICAgXSwKICAgICJzZXJpYWxpemF0aW9uIjogewogICAgICAiaWdub3JlX3BhdGhzIjogWwogICAgICAgICIuZ2l0aW\
        dub3JlIiwKICAgICAgICAiLmdpdCIsCiAgICAgICAgIi5naXRodWIiLAogICAgICAgICIuZ2l0YXR0cmlidXRlcyIsCiAgIC\
        AgICAgIm1vZGVsLnNpZyIKICAgICAgXSwKICAgICAgIm1ldGhvZCI6ICJmaWxlcyIsCiAgICAgICJhbGxvd19zeW1saW5rcy\
        I6IGZhbHNlLAogICAgICAiaGFzaF90eXBlIjogInNoYTI1NiIKICAgIH0KICB9Cn0=","payloadType":"application/v\
        nd.in-toto+json","signatures":[{"sig":"MEUCIQDeTFlm7xUCSsZUKKSFFpX5PUSS8Zq++KV8JsNkdQ0ajgIgNkzFG\
        L7oUZ2xxNFxgJHzOYdttTcBv+HWTqhEjRudIw4=","keyid":""}]}}
        """
}
