"""No test touches the progress of whoever runs it: all of them, and the kernels that they start, have a data directory of their own."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def data_directory(tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("data"))
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
            patch.setenv(variable, folder)
        yield folder
