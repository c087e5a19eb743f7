import AdminCommands
import Foundation
import Messages
import Testing

/// Lists in workbooks, made by a program of another kind (Python's `zipfile`), kept here as base64.
@Suite struct RegisterWorkbookTests {
    /// A title, the headings, and one row.
    static let list = """
        UEsDBBQAAAAIAG5fdV29XP2Q8gAAABwCAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbK2RvU7DMBDHX8XyWsVOOyCEknQodASG8gCHc0ms+Es+\
        t4S3x0kLAyqwMJ3s/8fvZFfbyRp2wkjau5qvRckZOuVb7fqavxz2xS3fNtXhPSCxbHVU8yGlcCclqQEtkPABXVY6Hy2kfIy9DKBG6FFuyvJG\
        Ku8SulSkuYM31T12cDSJPUz5+oyNaIiz3dk4s2oOIRitIGVdnlz7jVJcCCInFw8NOtAqG7i8SpiVnwGX3FN+h6hbZM8Q0yPY7JKTkW8+jq/e\
        j+L3kitb+q7TCluvjjZHBIWI0NKAmKwRyxQWtFv9zV/MJJex/udFvvo/95DLdzcfUEsDBBQAAAAIAG5fdV0cSfe+pAAAABYBAAALAAAAX3Jl\
        bHMvLnJlbHONz8EOwiAMBuBXIb07pgdjzNguxmRXMx8AWcfIBiWAOt9ejs548Nj0/7+mVbPYmT0wRENOwLYogaFT1BunBVy78+YATV1dcJYp\
        J+JofGS54qKAMSV/5DyqEa2MBXl0eTNQsDLlMWjupZqkRr4ryz0PnwasTdb2AkLbb4F1L4//2DQMRuGJ1N2iSz9OfCWyLIPGJGCZ+ZPCdCOa\
        iowCryu+erB+A1BLAwQUAAAACABuX3VdfQhAubgAAAAKAQAADwAAAHhsL3dvcmtib29rLnhtbI2PPQ7CMAyFrxJ5pykMCFVtWRBSdzhAaF0a\
        0cSVHX5GTgNX4EAMHIOowM5k+9n+7JcvL65XJ2Sx5AuYJiko9DU11u8L2G7WkwUsy/xMfNgRHVSc9lJAF8KQaS11h85IQgP62GmJnQmx5L2W\
        gdE00iEG1+tZms61M9bDh5DxPwxqW1vjiuqjQx8+EMbehPirdHYQKPPxgnyj8sZhAc/H9XW7gxq1qom2QHFmY8JVMwVd5vq3pn/OyjdQSwME\
        FAAAAAgAbl91XfCmYoGmAAAAFwEAABoAAAB4bC9fcmVscy93b3JrYm9vay54bWwucmVsc43PSwrCMBAA0KuE2dtpXYhI025E6FbqAUI6TUqb\
        D0n83d7gQiy4cDXM7w1Ttw+zsBuFODnLoSpKYGSlGyarOFz602YPbVOfaREpT0Q9+cjyio0cdEr+gBilJiNi4TzZ3BldMCLlNCj0Qs5CEW7L\
        cofh24C1ybqBQ+iGClj/9PSP7cZxknR08mrIph8n8O7CHDVRyqgIihKHTyniO1RFVgGbGlcfNi9QSwMEFAAAAAgAbl91XYhz5BtOAQAA0gIA\
        ABgAAAB4bC93b3Jrc2hlZXRzL3NoZWV0MS54bWx9kt1KAkEcxV9lmfscXSEidlcq6QWqB1jWSZfcWZkZsstV8SK2sJvA6EYjNJLEjEgUn2a/\
        36LRi6Vgx4uBmTPzO8M5/JXSjVWXrhGhpo1VUMjlgYSwYVdMXFXBxfnp3gEoaUrTJle0hhCT+HNMVVBjrHEIITVqyNJpzm4gzG8ubWLpjB9J\
        FdIGQXplC1l1KOfz+9DSTQw0ZauVdaZrCrGbEuHfctXYbI4KQGIqMHHdxOiMEa6bVFOY5i+ceDRWINMUuFGgwRenUws5tZBFFks3cJ+81jR4\
        uI/Gs/9eW/RYhAaO6y+XYacbDD69zqPXHnrtV68z2WV2IjILb51oOozf5xlQWQTFb/3kbp4MutHzdEcLxbSFoqiFlRt//ETfI3/Vz6pgNxf0\
        ZsHiKyutiEsm/WT9IkgrggrhrMeL9ZyW7K97vLCsyPDPHMF0QLVfUEsBAhQDFAAAAAgAbl91Xb1c/ZDyAAAAHAIAABMAAAAAAAAAAAAAAIAB\
        AAAAAFtDb250ZW50X1R5cGVzXS54bWxQSwECFAMUAAAACABuX3VdHEn3vqQAAAAWAQAACwAAAAAAAAAAAAAAgAEjAQAAX3JlbHMvLnJlbHNQ\
        SwECFAMUAAAACABuX3VdfQhAubgAAAAKAQAADwAAAAAAAAAAAAAAgAHwAQAAeGwvd29ya2Jvb2sueG1sUEsBAhQDFAAAAAgAbl91XfCmYoGm\
        AAAAFwEAABoAAAAAAAAAAAAAAIAB1QIAAHhsL19yZWxzL3dvcmtib29rLnhtbC5yZWxzUEsBAhQDFAAAAAgAbl91XYhz5BtOAQAA0gIAABgA\
        AAAAAAAAAAAAAIABswMAAHhsL3dvcmtzaGVldHMvc2hlZXQxLnhtbFBLBQYAAAAABQAFAEUBAAA3BQAAAAA=
        """

    /// The same with a formula in E3.
    static let formula = """
        UEsDBBQAAAAIAG5fdV29XP2Q8gAAABwCAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbK2RvU7DMBDHX8XyWsVOOyCEknQodASG8gCHc0ms+Es+\
        t4S3x0kLAyqwMJ3s/8fvZFfbyRp2wkjau5qvRckZOuVb7fqavxz2xS3fNtXhPSCxbHVU8yGlcCclqQEtkPABXVY6Hy2kfIy9DKBG6FFuyvJG\
        Ku8SulSkuYM31T12cDSJPUz5+oyNaIiz3dk4s2oOIRitIGVdnlz7jVJcCCInFw8NOtAqG7i8SpiVnwGX3FN+h6hbZM8Q0yPY7JKTkW8+jq/e\
        j+L3kitb+q7TCluvjjZHBIWI0NKAmKwRyxQWtFv9zV/MJJex/udFvvo/95DLdzcfUEsDBBQAAAAIAG5fdV0cSfe+pAAAABYBAAALAAAAX3Jl\
        bHMvLnJlbHONz8EOwiAMBuBXIb07pgdjzNguxmRXMx8AWcfIBiWAOt9ejs548Nj0/7+mVbPYmT0wRENOwLYogaFT1BunBVy78+YATV1dcJYp\
        J+JofGS54qKAMSV/5DyqEa2MBXl0eTNQsDLlMWjupZqkRr4ryz0PnwasTdb2AkLbb4F1L4//2DQMRuGJ1N2iSz9OfCWyLIPGJGCZ+ZPCdCOa\
        iowCryu+erB+A1BLAwQUAAAACABuX3VdfQhAubgAAAAKAQAADwAAAHhsL3dvcmtib29rLnhtbI2PPQ7CMAyFrxJ5pykMCFVtWRBSdzhAaF0a\
        0cSVHX5GTgNX4EAMHIOowM5k+9n+7JcvL65XJ2Sx5AuYJiko9DU11u8L2G7WkwUsy/xMfNgRHVSc9lJAF8KQaS11h85IQgP62GmJnQmx5L2W\
        gdE00iEG1+tZms61M9bDh5DxPwxqW1vjiuqjQx8+EMbehPirdHYQKPPxgnyj8sZhAc/H9XW7gxq1qom2QHFmY8JVMwVd5vq3pn/OyjdQSwME\
        FAAAAAgAbl91XfCmYoGmAAAAFwEAABoAAAB4bC9fcmVscy93b3JrYm9vay54bWwucmVsc43PSwrCMBAA0KuE2dtpXYhI025E6FbqAUI6TUqb\
        D0n83d7gQiy4cDXM7w1Ttw+zsBuFODnLoSpKYGSlGyarOFz602YPbVOfaREpT0Q9+cjyio0cdEr+gBilJiNi4TzZ3BldMCLlNCj0Qs5CEW7L\
        cofh24C1ybqBQ+iGClj/9PSP7cZxknR08mrIph8n8O7CHDVRyqgIihKHTyniO1RFVgGbGlcfNi9QSwMEFAAAAAgAbl91XTS85WxiAQAA8gIA\
        ABgAAAB4bC93b3Jrc2hlZXRzL3NoZWV0MS54bWx9ktFLwkAcx/+VsdfIcxMi4nZSWf9A9QeMOXXkbnI7tMep+BAr7CUwerEIjSQxIxLFv2ab\
        2/6LTh+Gwc6Hg7vv3ed7fL/8YP7GrAp1ndiGhRVRymRFQceaVTRwWRGvLs/3D8U8gg2LXNsVXacCe45tRaxQWjsCwNYquqnaGaumY3ZTsoip\
        UnYkZWDXiK4WN5BZBXI2ewBM1cAighutoFIVQWI1BMK+Zaq23hxLokAV0cBVA+sXlDDdsBGkyJ850WAIAUUQrBWgscXoxEJOLGSexdwN3Cev\
        OQ4e7sPh5L/XBj3hoYHj+vP5qt0J+l9e+9FrvXitN6892mV2yjNb3Trh+CX6mKZABR4Uvffiu2nc74TP4x0t5JIWcrwWFm70+Rv+DPxFL62C\
        3VzQnQSz77S0PC4e9eLlKyctD5JWky4r1nOasr/sssJS4LN11hKS9iQISgjWkQxBfbsSsDVnIBlg9AdQSwECFAMUAAAACABuX3VdvVz9kPIA\
        AAAcAgAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIAG5fdV0cSfe+pAAAABYBAAALAAAAAAAAAAAA\
        AACAASMBAABfcmVscy8ucmVsc1BLAQIUAxQAAAAIAG5fdV19CEC5uAAAAAoBAAAPAAAAAAAAAAAAAACAAfABAAB4bC93b3JrYm9vay54bWxQ\
        SwECFAMUAAAACABuX3Vd8KZigaYAAAAXAQAAGgAAAAAAAAAAAAAAgAHVAgAAeGwvX3JlbHMvd29ya2Jvb2sueG1sLnJlbHNQSwECFAMUAAAA\
        CABuX3VdNLzlbGIBAADyAgAAGAAAAAAAAAAAAAAAgAGzAwAAeGwvd29ya3NoZWV0cy9zaGVldDEueG1sUEsFBgAAAAAFAAUARQEAAEsFAAAA\
        AA==
        """

    private static func importing(_ base64: String, _ words: [String] = []) async throws -> (Ran, FakeInterface) {
        let interface = FakeInterface()
        var ran = Ran(status: -1, data: "", messages: "")
        try await RegisterFixture.withFolder { folder in
            let bytes = try #require(Data(base64Encoded: base64))
            try bytes.write(to: URL(fileURLWithPath: folder + "/list.xlsx"))
            ran = await run(
                RegisterCommandLine.self,
                ["import", "--from", folder + "/list.xlsx", "--as", "clerk", "--body", "西東京市長"] + words, interface,
                variables: RegisterFixture.variables)
        }
        return (ran, interface)
    }

    @Test(arguments: [[], ["--sheet", "一覧"]])
    func `a workbook is read like a list in text`(words: [String]) async throws {
        let (ran, interface) = try await Self.importing(Self.list, words)
        #expect(ran.status == 0, "\(ran.messages)")
        let entry = interface.requests.first?.payload["entry"]
        #expect(entry?["name"] == "介護台帳" && interface.requests.count == 1)
        guard case .array(let items) = entry?["items"] else {
            Issue.record("no items")
            return
        }
        #expect(items.map { $0["name"] } == ["氏名", "住所"])
    }

    @Test func `a formula or an unknown sheet drafts nothing`() async throws {
        let (formula, first) = try await Self.importing(Self.formula)
        #expect(
            formula.status == 64 && first.requests.isEmpty && formula.messages.contains("E3"), "\(formula.messages)")
        let (sheet, second) = try await Self.importing(Self.list, ["--sheet", "別"])
        #expect(sheet.status == 64 && second.requests.isEmpty && sheet.messages.contains("一覧"))
    }
}
