SELECT event, modality FROM claim WHERE document = :document AND nth = :nth;
