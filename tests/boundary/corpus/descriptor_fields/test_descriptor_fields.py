import pytest
from descriptor_fields import Lazy, Product, Typed


@pytest.fixture
def product():
    return Product(5)


def test_default(product):
    assert product.name == "thing"


def test_set(product):
    product.name = "cup"
    assert product.name == "cup"


def test_wrong_type(product):
    with pytest.raises(TypeError, match="^name must be str, not int$"):
        product.name = 5


def test_values_are_per_instance(product):
    other = Product(1)
    product.name = "cup"
    other.name = "pot"
    assert product.name == "cup"


def test_positive(product):
    product.price = 7
    assert product.price == 7
    with pytest.raises(ValueError) as err:
        product.price = -1
    assert err.value.args == ("price must not be negative",)
    assert product.price == 7


def test_zero_is_positive_enough():
    assert Product(0).price == 0


def test_delete(product):
    del product.price
    assert product.price == 0


def test_lazy(product):
    assert product.log == []
    assert product.code == "P5"
    assert product.code == "P5"
    assert product.log == ["computed"]


def test_lazy_log_of_the_test():
    log = []
    assert Product(2, log).code == "P2"
    assert log == ["computed"]


def test_class_access():
    assert isinstance(Product.name, Typed)
    assert Product.name.kind is str
    assert isinstance(Product.code, Lazy)
    assert Product.code.__doc__ == "Computed once."
