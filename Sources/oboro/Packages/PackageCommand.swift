import AdminCommands
import ArgumentParser
import Foundation
import Messages
import Primitives
import Vault

/// `oboro package`: the recipient's side of a delivery.
struct PackageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package", abstract: "Open a downloaded package; make a certificate for training.",
        subcommands: [Open.self, Certificate.self])

    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the sealed parts and check them against the manifest; prints the manifest's hash.")
        @Argument(help: "The downloaded folder.") var folder: String
        @Option(help: ArgumentHelp("The recipient's certificate in PEM.", valueName: "file")) var certificate: String
        @Option(help: ArgumentHelp("The recipient's private key in PEM.", valueName: "file")) var key: String
        @Option(name: .customLong("to"), help: ArgumentHelp("The folder for the opened files.", valueName: "folder"))
        var target: String

        func run() throws {
            do {
                let hash = try SealedPackageFolder.open(
                    folder, certificate: TextFile.read(certificate), privateKey: TextFile.read(key),
                    into: target)
                CommandEnvironment.current.printData(hash.description)
            } catch let error as PackageError {
                CommandEnvironment.current.printMessage("E-PACKAGE: \(error)")
                throw ExitStatus.integrity.exitCode
            } catch let error as EnvelopeError {
                CommandEnvironment.current.printMessage("E-PACKAGE: \(error)")
                throw ExitStatus.integrity.exitCode
            }
        }
    }

    struct Certificate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a self-signed certificate with its key, for training and tests only.")
        @Option(help: "The subject's common name.") var name: String
        @Option(help: "First day of validity (2026-04-01).") var from: String
        @Option(help: "Last day of validity.") var until: String
        @Option(name: .customLong("to"), help: ArgumentHelp("The folder for both files.", valueName: "folder"))
        var target: String

        func run() throws {
            guard let first = CivilDate(from), let last = CivilDate(until) else {
                throw ValidationError("--from and --until want days such as 2026-04-01")
            }
            let certificate = try TrainingCertificate.selfSigned(
                commonName: name, notBefore: Instant(startOf: first).milliseconds / 1000,
                notAfter: Instant(endOf: last).milliseconds / 1000)
            try MunicipalFile.write(Array(certificate.certificatePEM.utf8), to: target + "/recipient.crt")
            try MunicipalFile.write(Array(certificate.privateKeyPEM.utf8), to: target + "/recipient.key")
            CommandEnvironment.current.printData(target + "/recipient.crt")
        }
    }
}
