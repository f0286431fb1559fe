package org.maint.simulated;

import java.util.List;

/** Made-up clients, their troubles, and where the vans are. */
final class Samples {
    static final List<String> CLIENTS = List.of(
            "Boulangerie Saint-Denis",
            "Copropriété Le Rigaud",
            "École des Érables",
            "Famille Gagnon",
            "Famille Nguyen",
            "Garage Bélanger",
            "Hôtel du Vieux-Port",
            "Résidence Les Tilleuls");

    static final List<String> WORK = List.of(
            "Fuite sous l’évier",
            "Chauffe-eau à remplacer",
            "Débouchage de drain",
            "Robinet qui coule",
            "Pompe de puisard",
            "Gel de conduite");

    static final List<String> STATES = List.of("Planifiée", "En route", "En cours", "Terminée");

    /** A van, and where it is in percent of the map. */
    record Van(String name, int x, int y) {}

    static final List<Van> VANS = List.of(
            new Van("Camion 1", 22, 31),
            new Van("Camion 2", 41, 58),
            new Van("Camion 3", 57, 24),
            new Van("Camion 4", 68, 71),
            new Van("Camion 5", 79, 44),
            new Van("Camion 6", 35, 79));

    static final List<String> ADVISORIES = List.of(
            "Correctif de sécurité pour la bibliothèque d’images",
            "Déni de service dans l’analyseur d’en-têtes HTTP",
            "Mise à jour de la bibliothèque de graphiques",
            "Contournement d’autorisation dans le module de paiement",
            "Fuite de mémoire dans le client de base de données",
            "Validation insuffisante des fichiers téléversés");

    private Samples() {}
}
