"""All that Jupyter shows, behind one face (output.py); what runs in the browser is in js/."""
